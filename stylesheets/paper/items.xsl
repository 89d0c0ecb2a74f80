<?xml version="1.0" encoding="UTF-8"?>
<!-- Items and what holds rows. In columns every block is a row of number, text and names; rows stand beside the table they belong to
     (src/render/docx.h). Otherwise blocks are paragraphs below headings; an appendix is always made of paragraphs. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">

  <!-- Widths of the three columns. -->
  <xsl:variable name="number-width" select="1050"/>
  <xsl:variable name="text-width" select="6850"/>
  <xsl:variable name="names-width" select="1738"/>

  <!-- A row has a line above where something begins, and lines at its sides where it is restricted. -->
  <xsl:variable name="begin-line" select="'single 4 0 9AA5B1'"/>
  <xsl:variable name="restricted-line" select="'single 18 0 9B1C1C'"/>
  <xsl:variable name="heading-fill" select="'F0F3F6'"/>
  <xsl:variable name="action-fill" select="'FFF6E0'"/>

  <!-- == tables == -->

  <!-- The table that the rows after it belong to. -->
  <xsl:template name="table">
    <xsl:param name="number" select="$labels/@column-number"/>
    <xsl:param name="text" select="$labels/@column-item"/>
    <xsl:param name="names" select="$labels/@column-for"/>
    <xsl:param name="caption" select="$text"/>
    <tbl>
      <xsl:call-template name="table-properties">
        <xsl:with-param name="style" select="'MinutesTable'"/>
        <xsl:with-param name="width" select="9638"/>
        <xsl:with-param name="caption" select="string($caption)"/>
      </xsl:call-template>
      <tblGrid><gridCol w="{$number-width}"/><gridCol w="{$text-width}"/><gridCol w="{$names-width}"/></tblGrid>
      <tr whole="yes" head="yes">
        <tc><p style="TableHeading"><xsl:value-of select="$number"/></p></tc>
        <tc><p style="TableHeading"><xsl:value-of select="$text"/></p></tc>
        <tc><p style="TableHeading"><xsl:value-of select="$names"/></p></tc>
      </tr>
    </tbl>
  </xsl:template>

  <!-- Rows at the top of the minutes begin a table unless they go on with one. -->
  <xsl:template name="begin-rows">
    <xsl:if test="parent::m:minutes and preceding-sibling::*[1][self::m:attendance or self::m:previous-actions]">
      <xsl:call-template name="items-heading"/>
      <xsl:call-template name="table"/>
    </xsl:if>
  </xsl:template>

  <!-- Tables that follow one another are told apart by a heading. -->
  <xsl:template name="items-heading">
    <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$labels/@items"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="m:columns">
    <xsl:choose>
      <xsl:when test="$columns and parent::m:minutes">
        <xsl:call-template name="items-heading"/>
        <xsl:call-template name="table">
          <xsl:with-param name="number" select="string(@n)"/>
          <xsl:with-param name="text" select="string(@text)"/>
          <xsl:with-param name="names" select="string(@for)"/>
          <xsl:with-param name="caption"><xsl:value-of select="@text"/><xsl:if test="not(@text != '')"><xsl:value-of select="$labels/@items"/></xsl:if></xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$columns and not(ancestor::m:appendix)">
        <tr whole="yes">
          <tc><p style="TableHeading"><xsl:value-of select="@n"/></p></tc>
          <tc><p style="TableHeading"><xsl:value-of select="@text"/></p></tc>
          <tc><p style="TableHeading"><xsl:value-of select="@for"/></p></tc>
        </tr>
      </xsl:when>
      <xsl:when test="@*[. != '']">
        <!-- Without columns their headings are a line of words. -->
        <p style="ItemFacts">
          <xsl:for-each select="(@n | @text | @for)[. != '']">
            <xsl:if test="position() &gt; 1"> / </xsl:if>
            <xsl:value-of select="."/>
          </xsl:for-each>
        </p>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- == actions of earlier meetings == -->

  <xsl:template match="m:previous-actions">
    <xsl:choose>
      <xsl:when test="not($columns) or ancestor::m:appendix">
        <xsl:call-template name="section-heading"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="of" select="."/></xsl:call-template>
        <xsl:apply-templates select="*"/>
      </xsl:when>
      <xsl:when test="not(parent::m:minutes)">
        <xsl:apply-templates select="." mode="heading-row"/>
        <xsl:apply-templates select="*"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="heads" select="m:columns"/>
        <xsl:call-template name="section-heading"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="of" select="."/></xsl:call-template>
        <xsl:choose>
          <xsl:when test="$heads">
            <xsl:call-template name="table">
              <xsl:with-param name="number" select="string($heads/@n)"/>
              <xsl:with-param name="text" select="string($heads/@text)"/>
              <xsl:with-param name="names" select="string($heads/@for)"/>
              <xsl:with-param name="caption" select="string(@r:label)"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="table"><xsl:with-param name="text" select="$labels/@action"/><xsl:with-param name="caption" select="string(@r:label)"/></xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="*[not(self::m:columns)]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="m:previous-actions" mode="heading-row">
    <xsl:if test="@r:label">
      <tr whole="yes">
        <tc/>
        <tc><p style="MinuteText" keep="yes"><r style="Label"><xsl:value-of select="@r:label"/></r></p></tc>
        <tc/>
      </tr>
    </xsl:if>
  </xsl:template>

  <!-- == items == -->

  <xsl:template match="m:item">
    <xsl:choose>
      <xsl:when test="$columns and not(ancestor::m:appendix)">
        <xsl:call-template name="begin-rows"/>
        <xsl:apply-templates select="." mode="rows"/>
      </xsl:when>
      <xsl:when test="m:title">
        <xsl:call-template name="item-heading"/>
        <xsl:call-template name="item-facts"><xsl:with-param name="names" select="@r:for"/></xsl:call-template>
        <xsl:apply-templates select="*[not(self::m:title)]"/>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="untitled"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Word knows six levels of headings that others know, too. -->
  <xsl:template name="item-heading">
    <xsl:param name="space"/>
    <p style="Heading{@r:level}" space="{$space}">
      <xsl:if test="@r:level &gt; 6"><xsl:attribute name="style">Heading6</xsl:attribute></xsl:if>
      <xsl:if test="not($columns or @r:number)"><xsl:attribute name="indent">0</xsl:attribute><xsl:attribute name="hanging">0</xsl:attribute></xsl:if>
      <bookmark anchor="{@r:anchor}"/>
      <r>
        <xsl:if test="$foreign"><xsl:for-each select="m:title"><xsl:call-template name="run-language"/></xsl:for-each></xsl:if>
        <xsl:if test="@r:number and $space = ''"><xsl:value-of select="@r:number"/><tab/></xsl:if>
        <xsl:value-of select="m:title"/>
      </r>
    </p>
  </xsl:template>

  <!-- Who led it, when it was taken, whose business it is. -->
  <xsl:template name="item-facts">
    <xsl:param name="names" select="/.."/>
    <xsl:if test="$names or @r:body-text or @r:time-text">
      <p style="ItemFacts">
        <xsl:if test="$names">
          <label colon="{$colon}"><xsl:value-of select="$labels/@lead"/></label>
          <xsl:value-of select="$names"/>
        </xsl:if>
        <xsl:for-each select="@r:body-text | @r:time-text">
          <xsl:if test="$names or position() &gt; 1"> · </xsl:if>
          <xsl:if test="local-name() = 'body-text'"><label colon="{$colon}"><xsl:value-of select="$labels/@for-body"/></label></xsl:if>
          <xsl:value-of select="."/>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- A numbered paragraph: the number stands before the first thing in it that is not an item. -->
  <xsl:template name="untitled">
    <xsl:variable name="first" select="*[1][not(self::m:item or self::m:previous-actions or self::m:restricted)]"/>
    <xsl:variable name="facts" select="@r:body-text or @r:time-text"/>
    <xsl:choose>
      <xsl:when test="$first and not($facts)">
        <xsl:apply-templates select="$first" mode="block">
          <xsl:with-param name="number" select="@r:number"/>
          <xsl:with-param name="names" select="@r:for"/>
          <xsl:with-param name="anchor" select="@r:anchor"/>
        </xsl:apply-templates>
        <xsl:apply-templates select="*[position() &gt; 1]"/>
      </xsl:when>
      <xsl:otherwise>
        <p style="NumberedText" keep="yes">
          <bookmark anchor="{@r:anchor}"/>
          <r style="ItemNumber"><xsl:value-of select="@r:number"/></r>
        </p>
        <xsl:call-template name="item-facts"><xsl:with-param name="names" select="@r:for"/></xsl:call-template>
        <xsl:apply-templates select="*"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- == items as rows == -->

  <xsl:template match="m:item" mode="rows">
    <xsl:choose>
      <xsl:when test="m:title"><xsl:call-template name="item-below-title"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="item-without-title"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="item-below-title">
    <tr whole="yes" top="{$begin-line}">
      <xsl:if test="@r:level = 1"><xsl:attribute name="fill"><xsl:value-of select="$heading-fill"/></xsl:attribute></xsl:if>
      <xsl:call-template name="sides"/>
      <tc><p style="RowNumber" keep="yes"><xsl:value-of select="@r:number"/></p></tc>
      <tc>
        <xsl:call-template name="item-heading"><xsl:with-param name="space" select="40"/></xsl:call-template>
        <xsl:call-template name="item-facts"/>
      </tc>
      <tc><p style="RowNames"><xsl:value-of select="@r:for"/></p></tc>
    </tr>
    <xsl:apply-templates select="*[not(self::m:title)]"/>
  </xsl:template>

  <xsl:template name="item-without-title">
    <xsl:variable name="first" select="*[1][not(self::m:item or self::m:previous-actions)]"/>
    <xsl:choose>
      <xsl:when test="$first and not(@r:body-text or @r:time-text)">
        <xsl:apply-templates select="$first" mode="row">
          <xsl:with-param name="item" select="."/>
        </xsl:apply-templates>
        <xsl:apply-templates select="*[position() &gt; 1]"/>
      </xsl:when>
      <xsl:otherwise>
        <tr whole="yes" top="{$begin-line}">
          <xsl:call-template name="sides"/>
          <tc><p style="RowNumber"><xsl:value-of select="@r:number"/></p></tc>
          <tc>
            <bookmark anchor="{@r:anchor}"/>
            <xsl:call-template name="item-facts"/>
          </tc>
          <tc><p style="RowNames"><xsl:value-of select="@r:for"/></p></tc>
        </tr>
        <xsl:apply-templates select="*"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="sides">
    <xsl:if test="$sealed and ancestor::m:restricted"><xsl:attribute name="sides"><xsl:value-of select="$restricted-line"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- == blocks == -->

  <xsl:template match="m:text | m:remark | m:decision | m:motion | m:vote | m:action | m:update | m:approval | m:amendment | m:declaration
                       | m:arrival | m:departure | m:deferral | m:next-meeting | m:attachment | m:figure | m:restricted | m:note | m:debris">
    <xsl:choose>
      <xsl:when test="$columns and not(ancestor::m:appendix)">
        <xsl:call-template name="begin-rows"/>
        <xsl:apply-templates select="." mode="row"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A block that an item begins with has the item's number and names; an update of an earlier action its own number. -->
  <xsl:template match="*" mode="row">
    <xsl:param name="item" select="/.."/>
    <xsl:variable name="earlier" select="self::m:update and (parent::m:previous-actions or ../parent::m:previous-actions)"/>
    <xsl:variable name="begins" select="$item or $earlier"/>
    <!-- A row that fills much of a page may go on overleaf. -->
    <tr whole="{string-length(.) &lt; 1500}">
      <xsl:if test="$begins"><xsl:attribute name="top"><xsl:value-of select="$begin-line"/></xsl:attribute></xsl:if>
      <xsl:if test="self::m:action"><xsl:attribute name="fill"><xsl:value-of select="$action-fill"/></xsl:attribute></xsl:if>
      <xsl:call-template name="sides"/>
      <tc><xsl:if test="$begins"><p style="RowNumber"><xsl:value-of select="$item/@r:number | @r:number[$earlier]"/></p></xsl:if></tc>
      <tc>
        <xsl:apply-templates select="." mode="block">
          <xsl:with-param name="anchor" select="$item/@r:anchor"/>
          <xsl:with-param name="bare" select="$earlier"/>
        </xsl:apply-templates>
      </tc>
      <tc>
        <xsl:if test="$item"><p style="RowNames"><xsl:value-of select="$item/@r:for"/></p></xsl:if>
        <xsl:if test="@r:for and not(self::m:remark)"><p style="RowNames"><xsl:value-of select="@r:for"/></p></xsl:if>
      </tc>
    </tr>
  </xsl:template>

  <!-- What may be said of a restricted passage, and in a full build the passage. -->
  <xsl:template match="m:restricted" mode="row">
    <xsl:param name="item" select="/.."/>
    <tr whole="yes" sides="{$restricted-line}">
      <xsl:if test="$item or parent::m:previous-actions"><xsl:attribute name="top"><xsl:value-of select="$begin-line"/></xsl:attribute></xsl:if>
      <tc><p style="RowNumber"><xsl:value-of select="$item/@r:number"/></p></tc>
      <tc>
        <xsl:call-template name="restricted-mark"><xsl:with-param name="anchor" select="$item/@r:anchor"/></xsl:call-template>
      </tc>
      <tc><p style="RowNames"><xsl:value-of select="$item/@r:for"/></p></tc>
    </tr>
    <xsl:apply-templates select="*[not(self::m:summary)]"/>
  </xsl:template>

  <xsl:template match="m:restricted" mode="block">
    <xsl:param name="anchor"/>
    <edge>
      <xsl:if test="$sealed"><xsl:attribute name="left">double 6 6 9B1C1C</xsl:attribute></xsl:if>
      <xsl:call-template name="restricted-mark"><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      <xsl:apply-templates select="*[not(self::m:summary)]"/>
    </edge>
  </xsl:template>

  <xsl:template name="restricted-mark">
    <xsl:param name="anchor"/>
    <p style="Restricted" keep="yes">
      <bookmark anchor="{$anchor}"/>
      <bookmark anchor="{@r:anchor}"/>
      <r style="Mark"><xsl:value-of select="@r:text"/></r>
    </p>
    <xsl:apply-templates select="m:summary" mode="block"/>
  </xsl:template>

  <!-- == appendices == -->

  <xsl:template name="appendix-name">
    <xsl:value-of select="@r:label"/>
    <xsl:if test="@r:label and @r:number"><xsl:text> </xsl:text></xsl:if>
    <xsl:value-of select="@r:number"/>
    <xsl:if test="not(@r:label or @r:number or m:title)"><xsl:value-of select="$labels/@appendix"/></xsl:if>
  </xsl:template>

  <xsl:template match="m:appendix">
    <p style="AppendixHeading">
      <bookmark anchor="{@r:anchor}"/>
      <xsl:if test="not(m:title)"><r><xsl:call-template name="appendix-name"/></r></xsl:if>
      <xsl:if test="m:title">
        <label colon="{$colon}"><xsl:call-template name="appendix-name"/></label>
        <r><xsl:if test="$foreign"><xsl:for-each select="m:title"><xsl:call-template name="run-language"/></xsl:for-each></xsl:if><xsl:value-of select="m:title"/></r>
      </xsl:if>
    </p>
    <xsl:apply-templates select="*[not(self::m:title)]"/>
  </xsl:template>
</xsl:stylesheet>
