<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml"/>
  <xsl:template match="/">
    <xsl:message terminate="yes">This layout is for another body.</xsl:message>
  </xsl:template>
</xsl:stylesheet>
