<?xml version="1.0" encoding="UTF-8"?>
<!-- The styles that carry structure: one for each place, so that a reader without content controls still knows it. Names and looks are those
     that Word and LibreOffice share. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="w">

  <xsl:template name="hint-style">
    <w:style w:type="character" w:styleId="PlaceholderText">
      <w:name w:val="Placeholder Text"/>
      <w:rPr><w:color w:val="595959"/><w:shd w:val="clear" w:color="auto" w:fill="E9EDF0"/></w:rPr>
    </w:style>
  </xsl:template>

  <xsl:template name="own-styles">
    <xsl:call-template name="hint-style"/>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesHelp">
      <w:name w:val="Minutes Help"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:spacing w:before="40" w:after="60"/></w:pPr>
      <w:rPr><w:i/><w:iCs/><w:color w:val="414B5A"/><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesLabel">
      <w:name w:val="Minutes Label"/><w:basedOn w:val="TableText"/>
      <w:rPr><w:b/><w:bCs/><w:color w:val="1F4E5F"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesTickHeading">
      <w:name w:val="Minutes Tick Heading"/><w:basedOn w:val="TableHeading"/>
      <w:pPr><w:jc w:val="center"/></w:pPr>
      <w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>
    </w:style>
    <xsl:call-template name="cell-styles">
      <xsl:with-param name="names" select="$cell-places"/>
    </xsl:call-template>
    <xsl:call-template name="cell-styles">
      <xsl:with-param name="names" select="$tick-places"/>
      <xsl:with-param name="tick" select="true()"/>
    </xsl:call-template>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesUpdateNumber">
      <w:name w:val="Minutes Update Number"/><w:basedOn w:val="TableText"/>
      <w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesUpdateSaid">
      <w:name w:val="Minutes Update Said"/><w:basedOn w:val="TableText"/>
      <w:rPr><w:color w:val="414B5A"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
    </w:style>
    <xsl:call-template name="item-styles"/>
  </xsl:template>

  <!-- Names that end in a semicolon each. -->
  <xsl:template name="cell-styles">
    <xsl:param name="names"/>
    <xsl:param name="tick" select="false()"/>
    <xsl:variable name="name" select="substring-before($names, ';')"/>
    <xsl:if test="$name != ''">
      <w:style w:type="paragraph" w:customStyle="1" w:styleId="Minutes{translate($name, ' ', '')}">
        <w:name w:val="Minutes {$name}"/><w:basedOn w:val="TableText"/>
        <xsl:if test="$tick">
          <w:pPr><w:jc w:val="center"/></w:pPr>
          <w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:cs="MS Gothic"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>
        </xsl:if>
      </w:style>
      <xsl:call-template name="cell-styles">
        <xsl:with-param name="names" select="substring-after($names, ';')"/><xsl:with-param name="tick" select="$tick"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- In columns the number of an item stands in a cell of its own. -->
  <xsl:template name="item-styles">
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesItem">
      <w:name w:val="Minutes Item"/><w:basedOn w:val="Heading1"/><w:next w:val="MinutesText"/><w:qFormat/>
      <w:pPr>
        <xsl:if test="$numbered and not($columns)"><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></xsl:if>
        <w:spacing w:before="{60 + 260 * not($columns)}" w:after="60"/>
        <w:outlineLvl w:val="0"/>
      </w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesItemNumber">
      <w:name w:val="Minutes Item Number"/><w:basedOn w:val="RowNumber"/>
      <w:pPr>
        <xsl:if test="$numbered and $columns"><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></xsl:if>
        <w:spacing w:before="60" w:after="60"/><w:ind w:left="0" w:firstLine="0"/>
      </w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesText"><w:name w:val="Minutes Text"/><w:basedOn w:val="MinuteText"/><w:qFormat/></w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesApproval"><w:name w:val="Minutes Approval"/><w:basedOn w:val="MinuteText"/></w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesDecision"><w:name w:val="Minutes Decision"/><w:basedOn w:val="TableText"/><w:qFormat/></w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinutesItemHelp">
      <w:name w:val="Minutes Item Help"/><w:basedOn w:val="MinutesHelp"/>
      <w:pPr><xsl:if test="not($columns)"><w:ind w:left="720"/></xsl:if></w:pPr>
    </w:style>
  </xsl:template>

  <!-- == numbers of items: they go on by themselves where an item is added == -->

  <xsl:template name="own-numbering">
    <xsl:if test="$numbered">
      <w:abstractNum w:abstractNumId="3">
        <w:multiLevelType w:val="multilevel"/>
        <w:lvl w:ilvl="0">
          <w:start w:val="{$number-start}"/>
          <w:numFmt w:val="decimal"/>
          <w:pStyle w:val="MinutesItem"><xsl:if test="$columns"><xsl:attribute name="w:val">MinutesItemNumber</xsl:attribute></xsl:if></w:pStyle>
          <xsl:if test="$columns"><w:suff w:val="nothing"/></xsl:if>
          <w:lvlText w:val="{$number-before}%1{$number-after}"/>
          <w:lvlJc w:val="left"/>
          <w:pPr>
            <xsl:choose>
              <xsl:when test="$columns"><w:ind w:left="0" w:firstLine="0"/></xsl:when>
              <xsl:otherwise><w:tabs><w:tab w:val="num" w:pos="720"/></w:tabs><w:ind w:left="720" w:hanging="720"/></xsl:otherwise>
            </xsl:choose>
          </w:pPr>
        </w:lvl>
      </w:abstractNum>
    </xsl:if>
  </xsl:template>

  <xsl:template name="own-lists">
    <xsl:if test="$numbered"><w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num></xsl:if>
  </xsl:template>
</xsl:stylesheet>
