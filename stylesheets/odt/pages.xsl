<?xml version="1.0" encoding="UTF-8"?>
<!-- The page, and what stands above and below its text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
                xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
                exclude-result-prefixes="m r office style text fo">

  <xsl:template name="pages">
    <office:automatic-styles>
      <style:style style:name="First_20_Header" style:family="paragraph" style:parent-style-name="Header">
        <style:paragraph-properties fo:text-align="center"/>
      </style:style>
      <xsl:call-template name="page-layout"><xsl:with-param name="name" select="'Page'"/></xsl:call-template>
      <!-- The first page says by itself whose minutes these are, so that only the mark is left to be said above it. -->
      <xsl:if test="not($draft)">
        <xsl:call-template name="page-layout"><xsl:with-param name="name" select="'Page_20_without_20_header'"/><xsl:with-param name="bare" select="true()"/></xsl:call-template>
      </xsl:if>
    </office:automatic-styles>
    <office:master-styles>
      <style:master-page style:name="Standard" style:page-layout-name="Page">
        <style:header><xsl:call-template name="running-header"/></style:header>
        <style:footer><xsl:call-template name="footer"/></style:footer>
      </style:master-page>
      <style:master-page style:name="First_20_Page" style:display-name="First Page" style:next-style-name="Standard" style:page-layout-name="Page">
        <xsl:if test="not($draft)"><xsl:attribute name="style:page-layout-name">Page_20_without_20_header</xsl:attribute></xsl:if>
        <xsl:if test="$draft">
          <style:header>
            <text:p text:style-name="First_20_Header"><text:span text:style-name="Mark"><xsl:value-of select="$labels/@draft-mark"/></text:span></text:p>
          </style:header>
        </xsl:if>
        <style:footer><xsl:call-template name="footer"/></style:footer>
      </style:master-page>
    </office:master-styles>
  </xsl:template>

  <xsl:template name="page-layout">
    <xsl:param name="name"/>
    <xsl:param name="bare"/>
    <style:page-layout style:name="{$name}">
      <style:page-layout-properties fo:page-width="595.3pt" fo:page-height="841.9pt" style:print-orientation="portrait" fo:margin-top="31.2pt"
                                    fo:margin-bottom="28.35pt" fo:margin-left="56.7pt" fo:margin-right="56.7pt">
        <xsl:if test="$bare"><xsl:attribute name="fo:margin-top">68.05pt</xsl:attribute></xsl:if>
      </style:page-layout-properties>
      <xsl:if test="not($bare)">
        <style:header-style><style:header-footer-properties fo:min-height="36.85pt" fo:margin-bottom="20pt"/></style:header-style>
      </xsl:if>
      <style:footer-style><style:header-footer-properties fo:min-height="34pt" fo:margin-top="14pt"/></style:footer-style>
    </style:page-layout>
  </xsl:template>

  <xsl:template name="running-header">
    <text:p text:style-name="Header">
      <xsl:value-of select="$head/@body"/>
      <xsl:if test="$draft">
        <text:tab/>
        <text:span text:style-name="Mark"><xsl:value-of select="$labels/@draft-mark"/></text:span>
      </xsl:if>
      <xsl:if test="$head/@date-text">
        <xsl:if test="not($draft)"><text:tab/></xsl:if>
        <text:tab/>
        <xsl:value-of select="$head/@date-text"/>
      </xsl:if>
    </text:p>
  </xsl:template>

  <!-- Loose leaves are numbered, and each is initialled by whoever signs. -->
  <xsl:template name="footer">
    <text:p text:style-name="Footer">
      <xsl:call-template name="page-number"><xsl:with-param name="pattern" select="string($labels/@page-of)"/></xsl:call-template>
      <text:tab/>
      <xsl:value-of select="concat($labels/@initials, ' ')"/>
      <text:tab/>
    </text:p>
  </xsl:template>

  <!-- The words of the pattern with fields for {1}, the page, and {2}, how many there are. -->
  <xsl:template name="page-number">
    <xsl:param name="pattern"/>
    <xsl:variable name="field" select="substring-before(substring-after($pattern, '{'), '}')"/>
    <xsl:choose>
      <xsl:when test="$field = '1' or $field = '2'">
        <xsl:value-of select="substring-before($pattern, '{')"/>
        <xsl:choose>
          <xsl:when test="$field = '1'"><text:page-number text:select-page="current">1</text:page-number></xsl:when>
          <xsl:otherwise><text:page-count>1</text:page-count></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="page-number"><xsl:with-param name="pattern" select="substring-after($pattern, '}')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$pattern"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
