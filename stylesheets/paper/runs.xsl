<?xml version="1.0" encoding="UTF-8"?>
<!-- Runs of characters, and paragraphs of them. What has no namespace here is WordprocessingML in short: src/render/docx.h. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">

  <!-- Ends a label, unless it ends in punctuation. -->
  <xsl:variable name="colon" select="substring-after($labels/@colon, '{1}')"/>

  <!-- The language of the node at hand, where it is not the document's; asked for in documents of several languages only. -->
  <xsl:template name="run-language">
    <xsl:variable name="own" select="string(ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
    <xsl:if test="$own != $lang">
      <xsl:attribute name="lang"><xsl:call-template name="language"><xsl:with-param name="of" select="$own"/></xsl:call-template></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Text that leads to a place: within the document, outside, or nowhere that a document can lead. -->
  <xsl:template name="link">
    <xsl:param name="href"/>
    <xsl:param name="text"/>
    <xsl:param name="style"/>
    <xsl:choose>
      <xsl:when test="starts-with($href, '#') or starts-with($href, 'https:') or starts-with($href, 'http:') or starts-with($href, 'mailto:') or starts-with($href, 'tel:')">
        <a href="{$href}"><r style="Hyperlink"><xsl:value-of select="$text"/></r></a>
      </xsl:when>
      <xsl:otherwise><r style="{$style}"><xsl:value-of select="$text"/></r></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A heading that has no number: one the layout makes, or one of a list. -->
  <xsl:template name="section-heading">
    <xsl:param name="text"/>
    <xsl:param name="of" select="/.."/>
    <xsl:if test="$text != ''">
      <p style="Heading1">
        <xsl:if test="not($columns)"><xsl:attribute name="indent">0</xsl:attribute></xsl:if>
        <xsl:attribute name="hanging">0</xsl:attribute>
        <r>
          <xsl:if test="$foreign"><xsl:for-each select="$of"><xsl:call-template name="run-language"/></xsl:for-each></xsl:if>
          <xsl:value-of select="$text"/>
        </r>
      </p>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
