<?xml version="1.0" encoding="UTF-8"?>
<!-- Runs of characters, and the properties of paragraphs: the two things that everything else is made of. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:d="urn:minutec:docx" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="m r">

  <!-- Plain text as a run; nothing, if there is none. -->
  <xsl:template name="run">
    <xsl:param name="text"/>
    <xsl:param name="style"/>
    <xsl:param name="of" select="/.."/>
    <xsl:if test="$text != ''">
      <w:r>
        <xsl:if test="$style or $of">
          <w:rPr>
            <xsl:if test="$style"><w:rStyle w:val="{$style}"/></xsl:if>
            <xsl:for-each select="$of"><xsl:call-template name="run-language"/></xsl:for-each>
          </w:rPr>
        </xsl:if>
        <w:t><xsl:value-of select="translate($text, '&#10;', ' ')"/></w:t>
      </w:r>
    </xsl:if>
  </xsl:template>

  <!-- The language of the node at hand, where it is not the document's. -->
  <xsl:template name="run-language">
    <xsl:if test="$foreign">
      <xsl:variable name="own" select="string(ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
      <xsl:if test="$own != $lang">
        <w:lang><xsl:attribute name="w:val"><xsl:call-template name="language"><xsl:with-param name="of" select="$own"/></xsl:call-template></xsl:attribute></w:lang>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template name="blank"><w:r><w:t xml:space="preserve"> </w:t></w:r></xsl:template>

  <!-- A label with the colon it needs, and a blank. -->
  <xsl:template name="labelled">
    <xsl:param name="text"/>
    <xsl:param name="style" select="'Label'"/>
    <xsl:if test="$text != ''">
      <xsl:variable name="colon" select="substring-after($labels/@colon, '{1}')"/>
      <xsl:variable name="end" select="substring($text, string-length($text))"/>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:value-of select="$text"/>
          <xsl:if test="not(contains(concat(':;.,?!-–—', $colon), $end))"><xsl:value-of select="$colon"/></xsl:if>
        </xsl:with-param>
        <xsl:with-param name="style" select="$style"/>
      </xsl:call-template>
      <xsl:call-template name="blank"/>
    </xsl:if>
  </xsl:template>

  <!-- Text that leads to a place: within the document, outside, or nowhere that a document can lead. -->
  <xsl:template name="link">
    <xsl:param name="href"/>
    <xsl:param name="text"/>
    <xsl:param name="style"/>
    <xsl:choose>
      <xsl:when test="starts-with($href, '#')">
        <w:hyperlink d:anchor="{substring($href, 2)}" w:history="1">
          <xsl:call-template name="run"><xsl:with-param name="text" select="$text"/><xsl:with-param name="style" select="'Hyperlink'"/></xsl:call-template>
        </w:hyperlink>
      </xsl:when>
      <xsl:when test="starts-with($href, 'https:') or starts-with($href, 'http:') or starts-with($href, 'mailto:') or starts-with($href, 'tel:')">
        <w:hyperlink d:href="{$href}" w:history="1">
          <xsl:call-template name="run"><xsl:with-param name="text" select="$text"/><xsl:with-param name="style" select="'Hyperlink'"/></xsl:call-template>
        </w:hyperlink>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="run"><xsl:with-param name="text" select="$text"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="bookmark">
    <xsl:param name="anchor" select="@r:anchor"/>
    <xsl:if test="$anchor != ''"><d:bookmark anchor="{$anchor}"/></xsl:if>
  </xsl:template>

  <!-- Properties of a paragraph, in the order that the format asks for. -->
  <xsl:template name="paragraph-properties">
    <xsl:param name="style"/>
    <xsl:param name="keep"/>
    <xsl:param name="numbered"/>
    <xsl:param name="shade"/>
    <xsl:param name="space"/>
    <xsl:param name="indent"/>
    <xsl:param name="hanging"/>
    <xsl:param name="align"/>
    <w:pPr>
      <xsl:if test="$style"><w:pStyle w:val="{$style}"/></xsl:if>
      <xsl:if test="$keep"><w:keepNext/></xsl:if>
      <xsl:if test="$numbered"><w:numPr><w:ilvl/><w:numId/></w:numPr></xsl:if>
      <xsl:if test="$sealed and ancestor-or-self::m:restricted and (not($columns) or ancestor::m:appendix)">
        <w:pBdr><w:left w:val="double" w:sz="6" w:space="6" w:color="9B1C1C"/></w:pBdr>
      </xsl:if>
      <xsl:if test="$shade != ''"><w:shd w:val="clear" w:color="auto" w:fill="{$shade}"/></xsl:if>
      <xsl:if test="$space != ''"><w:spacing w:before="{$space}" w:after="{$space}"/></xsl:if>
      <xsl:if test="$indent != ''">
        <w:ind w:left="{$indent}"><xsl:if test="$hanging != ''"><xsl:attribute name="w:hanging"><xsl:value-of select="$hanging"/></xsl:attribute></xsl:if></w:ind>
      </xsl:if>
      <xsl:if test="$align != ''"><w:jc w:val="{$align}"/></xsl:if>
    </w:pPr>
  </xsl:template>

  <!-- A paragraph of plain text. -->
  <xsl:template name="line">
    <xsl:param name="text" select="string(.)"/>
    <xsl:param name="style"/>
    <xsl:param name="keep"/>
    <xsl:param name="character"/>
    <xsl:param name="of" select="/.."/>
    <xsl:if test="$text != ''">
      <w:p>
        <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="$style"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
        <xsl:call-template name="run">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="style" select="$character"/>
          <xsl:with-param name="of" select="$of"/>
        </xsl:call-template>
      </w:p>
    </xsl:if>
  </xsl:template>

  <!-- A heading that has no number: one the layout makes, or one of a list. -->
  <xsl:template name="section-heading">
    <xsl:param name="text"/>
    <xsl:param name="of" select="/.."/>
    <xsl:if test="$text != ''">
      <w:p>
        <xsl:call-template name="paragraph-properties">
          <xsl:with-param name="style" select="'Heading1'"/>
          <xsl:with-param name="indent"><xsl:if test="not($columns)">0</xsl:if></xsl:with-param>
          <xsl:with-param name="hanging" select="0"/>
        </xsl:call-template>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/><xsl:with-param name="of" select="$of"/></xsl:call-template>
      </w:p>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
