<?xml version="1.0" encoding="UTF-8"?>
<!-- Numbering of Markdown's lists only: numbers of items are the author's words. Further w:num are made while packing. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">

  <xsl:template name="numbering">
    <w:numbering>
      <w:abstractNum w:abstractNumId="1">
        <w:multiLevelType w:val="hybridMultilevel"/>
        <xsl:call-template name="levels"><xsl:with-param name="format" select="'bullet'"/></xsl:call-template>
      </w:abstractNum>
      <w:abstractNum w:abstractNumId="2">
        <w:multiLevelType w:val="hybridMultilevel"/>
        <xsl:call-template name="levels"><xsl:with-param name="format" select="'decimal'"/></xsl:call-template>
      </w:abstractNum>
      <xsl:call-template name="own-numbering"/>
      <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
      <xsl:call-template name="own-lists"/>
    </w:numbering>
  </xsl:template>

  <!-- Those that only one kind of document has. -->
  <xsl:template name="own-numbering"/>
  <xsl:template name="own-lists"/>

  <xsl:template name="levels">
    <xsl:param name="format"/>
    <xsl:param name="level" select="0"/>
    <w:lvl w:ilvl="{$level}">
      <w:start w:val="1"/>
      <w:numFmt w:val="{$format}"/>
      <xsl:if test="$level = 0">
        <w:pStyle w:val="ListBullet">
          <xsl:if test="$format = 'decimal'"><xsl:attribute name="w:val">ListNumber</xsl:attribute></xsl:if>
        </w:pStyle>
      </xsl:if>
      <w:lvlText>
        <xsl:attribute name="w:val">
          <xsl:choose>
            <xsl:when test="$format = 'decimal'"><xsl:value-of select="concat('%', $level + 1, '.')"/></xsl:when>
            <xsl:when test="$level mod 2 = 0">•</xsl:when>
            <xsl:otherwise>–</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </w:lvlText>
      <w:lvlJc w:val="left"/>
      <w:pPr><w:ind w:left="{$list-base + 360 * ($level + 1)}" w:hanging="360"/></w:pPr>
    </w:lvl>
    <xsl:if test="$level &lt; 8">
      <xsl:call-template name="levels">
        <xsl:with-param name="format" select="$format"/>
        <xsl:with-param name="level" select="$level + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
