<?xml version="1.0" encoding="UTF-8"?>
<!-- What is known of the whole, for records and forms. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">
  <xsl:include href="runs.xsl"/>

  <xsl:param name="history" select="'no'"/>
  <xsl:variable name="head" select="/m:minutes/r:head"/>
  <xsl:variable name="labels" select="$head/r:labels"/>
  <!-- Those that are asked for again and again. -->
  <xsl:variable name="due-label" select="string($labels/@due)"/>
  <xsl:variable name="columns" select="/m:minutes/@r:layout = 'columns'"/>
  <xsl:variable name="draft" select="$head/@status = 'draft'"/>
  <xsl:variable name="lang" select="string(/m:minutes/@xml:lang)"/>
  <!-- Whether there are restricted passages to be marked as such. -->
  <xsl:variable name="sealed" select="/m:minutes/@r:audience = 'full' and boolean(//m:restricted)"/>

  <!-- From where lists are indented. Lengths are twentieths of a point. -->
  <xsl:variable name="list-base" select="720 * not($columns)"/>

  <!-- A language as word processors know it: with a region. -->
  <xsl:template name="language">
    <xsl:param name="of" select="$lang"/>
    <xsl:choose>
      <xsl:when test="$of = 'cy' or $of = 'en' or $of = 'gd' or $of = 'kw' or $of = 'gv'"><xsl:value-of select="concat($of, '-GB')"/></xsl:when>
      <xsl:when test="$of = 'ga'">ga-IE</xsl:when>
      <xsl:when test="$of = ''">en-GB</xsl:when>
      <xsl:otherwise><xsl:value-of select="$of"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
