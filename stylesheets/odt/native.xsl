<?xml version="1.0" encoding="UTF-8"?>
<!-- What OpenDocument says in its own way: the properties of tables, runs in Markdown. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">

  <xsl:template name="table-properties">
    <xsl:param name="style"/>
    <xsl:param name="width"/>
    <xsl:param name="indent"/>
    <xsl:param name="caption"/>
    <xsl:attribute name="style"><xsl:value-of select="$style"/></xsl:attribute>
    <xsl:attribute name="indent"><xsl:value-of select="$indent"/></xsl:attribute>
    <xsl:attribute name="caption"><xsl:value-of select="$caption"/></xsl:attribute>
  </xsl:template>

  <!-- One character style a run: of the code, the strong, the emphasised, in this order; the rest is formatting. A link has its own. -->
  <xsl:template match="text()" mode="set">
    <xsl:variable name="code" select="ancestor::r:code"/>
    <xsl:variable name="strong" select="ancestor::r:strong"/>
    <xsl:variable name="em" select="ancestor::r:em"/>
    <r bold="{$strong and $code}" italic="{$em and ($code or $strong)}" strike="{boolean(ancestor::r:del)}">
      <xsl:attribute name="style">
        <xsl:choose>
          <xsl:when test="$code">CodeText</xsl:when>
          <xsl:when test="$strong">Strong</xsl:when>
          <xsl:when test="$em">Emphasis</xsl:when>
        </xsl:choose>
      </xsl:attribute>
      <xsl:if test="$foreign"><xsl:call-template name="run-language"/></xsl:if>
      <xsl:value-of select="."/>
    </r>
  </xsl:template>
</xsl:stylesheet>
