<?xml version="1.0" encoding="UTF-8"?>
<!-- Nothing is left out by oversight: an element that no template knows stops the transformation, and the run reports it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="*" priority="-5">
    <xsl:message terminate="yes">no template for the element <xsl:value-of select="name()"/> in <xsl:value-of select="name(..)"/></xsl:message>
  </xsl:template>
  <xsl:template match="*" mode="block" priority="-5">
    <xsl:message terminate="yes">no template for the block <xsl:value-of select="name()"/> in <xsl:value-of select="name(..)"/></xsl:message>
  </xsl:template>
</xsl:stylesheet>
