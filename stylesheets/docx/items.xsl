<?xml version="1.0" encoding="UTF-8"?>
<!-- Items and what holds rows. In columns every block is a row of number, text and names; rows stand beside the table they belong to
     (src/render/docx.h). Otherwise blocks are paragraphs below headings; an appendix is always made of paragraphs. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:d="urn:minutec:docx" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="m r">

  <!-- Widths of the three columns. -->
  <xsl:variable name="number-width" select="1050"/>
  <xsl:variable name="text-width" select="6850"/>
  <xsl:variable name="names-width" select="1738"/>

  <!-- == tables == -->

  <!-- The table that the rows after it belong to. -->
  <xsl:template name="table">
    <xsl:param name="number" select="$labels/@column-number"/>
    <xsl:param name="text" select="$labels/@column-item"/>
    <xsl:param name="names" select="$labels/@column-for"/>
    <xsl:param name="caption" select="$text"/>
    <w:tbl>
      <w:tblPr>
        <w:tblStyle w:val="MinutesTable"/>
        <w:tblW w:w="9638" w:type="dxa"/>
        <w:tblLayout w:type="fixed"/>
        <w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
        <xsl:if test="$caption != ''"><w:tblCaption w:val="{$caption}"/></xsl:if>
      </w:tblPr>
      <w:tblGrid><w:gridCol w:w="{$number-width}"/><w:gridCol w:w="{$text-width}"/><w:gridCol w:w="{$names-width}"/></w:tblGrid>
      <w:tr>
        <w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$number"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$text"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$names"/></xsl:call-template>
      </w:tr>
    </w:tbl>
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
        <w:tr>
          <w:trPr><w:cantSplit/></w:trPr>
          <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="@n"/></xsl:call-template>
          <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="@text"/></xsl:call-template>
          <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="@for"/></xsl:call-template>
        </w:tr>
      </xsl:when>
      <xsl:when test="@*[. != '']">
        <!-- Without columns their headings are a line of words. -->
        <w:p>
          <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'ItemFacts'"/></xsl:call-template>
          <xsl:for-each select="(@n | @text | @for)[. != '']">
            <xsl:if test="position() &gt; 1"><w:r><w:t xml:space="preserve"> / </w:t></w:r></xsl:if>
            <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
          </xsl:for-each>
        </w:p>
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
      <w:tr>
        <w:trPr><w:cantSplit/></w:trPr>
        <w:tc/>
        <w:tc><xsl:call-template name="line"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="style" select="'MinuteText'"/><xsl:with-param name="character" select="'Label'"/><xsl:with-param name="keep" select="true()"/></xsl:call-template></w:tc>
        <w:tc/>
      </w:tr>
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
    <w:p>
      <xsl:call-template name="paragraph-properties">
        <xsl:with-param name="style" select="concat('Heading', @r:level * (@r:level &lt;= 6) + 6 * (@r:level &gt; 6))"/>
        <xsl:with-param name="space" select="$space"/>
        <xsl:with-param name="indent"><xsl:if test="not($columns) and not(@r:number)">0</xsl:if></xsl:with-param>
        <xsl:with-param name="hanging"><xsl:if test="not($columns) and not(@r:number)">0</xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="bookmark"/>
      <xsl:if test="@r:number and $space = ''">
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(@r:number)"/></xsl:call-template>
        <w:r><w:tab/></w:r>
      </xsl:if>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string(m:title)"/><xsl:with-param name="of" select="m:title"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <!-- Who led it, when it was taken, whose business it is. -->
  <xsl:template name="item-facts">
    <xsl:param name="names" select="/.."/>
    <xsl:if test="$names or @r:body-text or @r:time-text">
      <w:p>
        <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'ItemFacts'"/></xsl:call-template>
        <xsl:if test="$names">
          <xsl:call-template name="labelled"><xsl:with-param name="text" select="string($labels/@lead)"/><xsl:with-param name="style" select="''"/></xsl:call-template>
          <xsl:call-template name="run"><xsl:with-param name="text" select="string($names)"/></xsl:call-template>
        </xsl:if>
        <xsl:for-each select="@r:body-text | @r:time-text">
          <xsl:if test="$names or position() &gt; 1"><w:r><w:t xml:space="preserve"> · </w:t></w:r></xsl:if>
          <xsl:if test="local-name() = 'body-text'"><xsl:call-template name="labelled"><xsl:with-param name="text" select="string($labels/@for-body)"/><xsl:with-param name="style" select="''"/></xsl:call-template></xsl:if>
          <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
        </xsl:for-each>
      </w:p>
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
        <w:p>
          <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'NumberedText'"/><xsl:with-param name="keep" select="true()"/></xsl:call-template>
          <xsl:call-template name="bookmark"/>
          <xsl:call-template name="run"><xsl:with-param name="text" select="string(@r:number)"/><xsl:with-param name="style" select="'ItemNumber'"/></xsl:call-template>
        </w:p>
        <xsl:call-template name="item-facts"><xsl:with-param name="names" select="@r:for"/></xsl:call-template>
        <xsl:apply-templates select="*"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- == items as rows == -->

  <xsl:template match="m:item[m:title]" mode="rows">
    <xsl:variable name="fill"><xsl:if test="@r:level = 1">F0F3F6</xsl:if></xsl:variable>
    <w:tr>
      <w:trPr><w:cantSplit/></w:trPr>
      <w:tc>
        <xsl:call-template name="cell"><xsl:with-param name="side" select="'left'"/><xsl:with-param name="fill" select="$fill"/></xsl:call-template>
        <xsl:call-template name="line"><xsl:with-param name="text" select="@r:number"/><xsl:with-param name="style" select="'RowNumber'"/><xsl:with-param name="keep" select="true()"/></xsl:call-template>
      </w:tc>
      <w:tc>
        <xsl:call-template name="cell"><xsl:with-param name="fill" select="$fill"/></xsl:call-template>
        <xsl:call-template name="item-heading"><xsl:with-param name="space" select="40"/></xsl:call-template>
        <xsl:call-template name="item-facts"/>
      </w:tc>
      <w:tc>
        <xsl:call-template name="cell"><xsl:with-param name="side" select="'right'"/><xsl:with-param name="fill" select="$fill"/></xsl:call-template>
        <xsl:call-template name="line"><xsl:with-param name="text" select="@r:for"/><xsl:with-param name="style" select="'RowNames'"/></xsl:call-template>
      </w:tc>
    </w:tr>
    <xsl:apply-templates select="*[not(self::m:title)]"/>
  </xsl:template>

  <xsl:template match="m:item" mode="rows">
    <xsl:variable name="first" select="*[1][not(self::m:item or self::m:previous-actions)]"/>
    <xsl:choose>
      <xsl:when test="$first and not(@r:body-text or @r:time-text)">
        <xsl:apply-templates select="$first" mode="row">
          <xsl:with-param name="item" select="."/>
        </xsl:apply-templates>
        <xsl:apply-templates select="*[position() &gt; 1]"/>
      </xsl:when>
      <xsl:otherwise>
        <w:tr>
          <w:trPr><w:cantSplit/></w:trPr>
          <w:tc>
            <xsl:call-template name="cell"><xsl:with-param name="side" select="'left'"/></xsl:call-template>
            <xsl:call-template name="line"><xsl:with-param name="text" select="@r:number"/><xsl:with-param name="style" select="'RowNumber'"/></xsl:call-template>
          </w:tc>
          <w:tc>
            <xsl:call-template name="cell"/>
            <xsl:call-template name="bookmark"/>
            <xsl:call-template name="item-facts"/>
          </w:tc>
          <w:tc>
            <xsl:call-template name="cell"><xsl:with-param name="side" select="'right'"/></xsl:call-template>
            <xsl:call-template name="line"><xsl:with-param name="text" select="@r:for"/><xsl:with-param name="style" select="'RowNames'"/></xsl:call-template>
          </w:tc>
        </w:tr>
        <xsl:apply-templates select="*"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A line above where something begins; at the sides of what is restricted a line of its own; a fill. -->
  <xsl:template name="cell">
    <xsl:param name="side"/>
    <xsl:param name="begins" select="true()"/>
    <xsl:param name="fill"/>
    <xsl:variable name="marked" select="$side != '' and (self::m:restricted or ($sealed and ancestor::m:restricted))"/>
    <xsl:if test="$begins or $marked or $fill != ''">
      <w:tcPr>
        <xsl:if test="$begins or $marked">
          <w:tcBorders>
            <xsl:if test="$begins"><w:top w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/></xsl:if>
            <xsl:if test="$marked"><xsl:element name="w:{$side}"><xsl:attribute name="w:val">single</xsl:attribute><xsl:attribute name="w:sz">18</xsl:attribute><xsl:attribute name="w:space">0</xsl:attribute><xsl:attribute name="w:color">9B1C1C</xsl:attribute></xsl:element></xsl:if>
          </w:tcBorders>
        </xsl:if>
        <xsl:if test="$fill != ''"><w:shd w:val="clear" w:color="auto" w:fill="{$fill}"/></xsl:if>
      </w:tcPr>
    </xsl:if>
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
    <xsl:variable name="earlier" select="self::m:update and parent::m:previous-actions or self::m:update and ../parent::m:previous-actions"/>
    <xsl:variable name="begins" select="$item or $earlier"/>
    <xsl:variable name="fill"><xsl:if test="self::m:action">FFF6E0</xsl:if></xsl:variable>
    <w:tr>
      <!-- A row that fills much of a page may go on overleaf. -->
      <xsl:if test="string-length(.) &lt; 1500"><w:trPr><w:cantSplit/></w:trPr></xsl:if>
      <w:tc>
        <xsl:call-template name="cell"><xsl:with-param name="side" select="'left'"/><xsl:with-param name="begins" select="$begins"/><xsl:with-param name="fill" select="$fill"/></xsl:call-template>
        <xsl:call-template name="line"><xsl:with-param name="text" select="string($item/@r:number | @r:number[$earlier])"/><xsl:with-param name="style" select="'RowNumber'"/></xsl:call-template>
      </w:tc>
      <w:tc>
        <xsl:call-template name="cell"><xsl:with-param name="side" select="''"/><xsl:with-param name="begins" select="$begins"/><xsl:with-param name="fill" select="$fill"/></xsl:call-template>
        <xsl:apply-templates select="." mode="block">
          <xsl:with-param name="anchor" select="$item/@r:anchor"/>
          <xsl:with-param name="bare" select="$earlier"/>
        </xsl:apply-templates>
      </w:tc>
      <w:tc>
        <xsl:call-template name="cell"><xsl:with-param name="side" select="'right'"/><xsl:with-param name="begins" select="$begins"/><xsl:with-param name="fill" select="$fill"/></xsl:call-template>
        <xsl:call-template name="line"><xsl:with-param name="text" select="string($item/@r:for)"/><xsl:with-param name="style" select="'RowNames'"/></xsl:call-template>
        <xsl:if test="not(self::m:remark)">
          <xsl:call-template name="line"><xsl:with-param name="text" select="string(@r:for)"/><xsl:with-param name="style" select="'RowNames'"/></xsl:call-template>
        </xsl:if>
      </w:tc>
    </w:tr>
  </xsl:template>

  <!-- What may be said of a restricted passage, and in a full build the passage. -->
  <xsl:template match="m:restricted" mode="row">
    <xsl:param name="item" select="/.."/>
    <xsl:variable name="begins" select="boolean($item | parent::m:previous-actions)"/>
    <w:tr>
      <w:trPr><w:cantSplit/></w:trPr>
      <w:tc>
        <xsl:call-template name="cell"><xsl:with-param name="side" select="'left'"/><xsl:with-param name="begins" select="$begins"/></xsl:call-template>
        <xsl:call-template name="line"><xsl:with-param name="text" select="string($item/@r:number)"/><xsl:with-param name="style" select="'RowNumber'"/></xsl:call-template>
      </w:tc>
      <w:tc>
        <xsl:call-template name="cell"><xsl:with-param name="side" select="''"/><xsl:with-param name="begins" select="$begins"/></xsl:call-template>
        <xsl:call-template name="restricted-mark"><xsl:with-param name="anchor" select="$item/@r:anchor"/></xsl:call-template>
      </w:tc>
      <w:tc>
        <xsl:call-template name="cell"><xsl:with-param name="side" select="'right'"/><xsl:with-param name="begins" select="$begins"/></xsl:call-template>
        <xsl:call-template name="line"><xsl:with-param name="text" select="string($item/@r:for)"/><xsl:with-param name="style" select="'RowNames'"/></xsl:call-template>
      </w:tc>
    </w:tr>
    <xsl:apply-templates select="*[not(self::m:summary)]"/>
  </xsl:template>

  <xsl:template match="m:restricted" mode="block">
    <xsl:param name="anchor"/>
    <xsl:call-template name="restricted-mark"><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:apply-templates select="*[not(self::m:summary)]"/>
  </xsl:template>

  <xsl:template name="restricted-mark">
    <xsl:param name="anchor"/>
    <w:p>
      <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'Restricted'"/><xsl:with-param name="keep" select="true()"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      <xsl:call-template name="bookmark"/>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string(@r:text)"/><xsl:with-param name="style" select="'Mark'"/></xsl:call-template>
    </w:p>
    <xsl:apply-templates select="m:summary" mode="block"/>
  </xsl:template>

  <!-- == appendices == -->

  <xsl:template match="m:appendix">
    <w:p>
      <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'AppendixHeading'"/></xsl:call-template>
      <xsl:call-template name="bookmark"/>
      <xsl:variable name="name">
        <xsl:value-of select="@r:label"/>
        <xsl:if test="@r:label and @r:number"><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="@r:number"/>
        <xsl:if test="not(@r:label or @r:number or m:title)"><xsl:value-of select="$labels/@appendix"/></xsl:if>
      </xsl:variable>
      <xsl:if test="not(m:title)"><xsl:call-template name="run"><xsl:with-param name="text" select="string($name)"/></xsl:call-template></xsl:if>
      <xsl:if test="m:title">
        <xsl:call-template name="labelled"><xsl:with-param name="text" select="string($name)"/><xsl:with-param name="style" select="''"/></xsl:call-template>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(m:title)"/><xsl:with-param name="of" select="m:title"/></xsl:call-template>
      </xsl:if>
    </w:p>
    <xsl:apply-templates select="*[not(self::m:title)]"/>
  </xsl:template>
</xsl:stylesheet>
