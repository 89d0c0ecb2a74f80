<?xml version="1.0" encoding="UTF-8"?>
<!-- Resolved prose as paragraphs. Blocks take the style of what they stand in; lead and tail are runs for the first and the last
     paragraph, below a tail that stands on a line of its own; cell says that they stand in a table that is not the minutes' own; shade is the fill of the box they stand in. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:d="urn:minutec:docx" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="m r">

  <!-- Prose without what stands beside it in the tree. -->
  <xsl:template name="prose">
    <xsl:param name="blocks" select="r:*[not(self::r:owner or self::r:history or self::r:action or self::r:image)]"/>
    <xsl:param name="style" select="'MinuteText'"/>
    <xsl:param name="first-style" select="$style"/>
    <xsl:param name="lead"/>
    <xsl:param name="tail"/>
    <xsl:param name="below"/>
    <xsl:param name="cell"/>
    <xsl:param name="shade"/>
    <xsl:if test="not($blocks[1][self::r:p])">
      <w:p>
        <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="$first-style"/><xsl:with-param name="keep" select="true()"/></xsl:call-template>
        <xsl:copy-of select="$lead"/>
        <xsl:if test="not($blocks)"><xsl:copy-of select="$tail"/><xsl:copy-of select="$below"/></xsl:if>
      </w:p>
    </xsl:if>
    <xsl:for-each select="$blocks">
      <xsl:choose>
        <xsl:when test="self::r:p">
          <xsl:variable name="first" select="position() = 1"/>
          <xsl:variable name="last" select="position() = last()"/>
          <w:p>
            <xsl:call-template name="paragraph-properties">
              <xsl:with-param name="style"><xsl:choose><xsl:when test="$first"><xsl:value-of select="$first-style"/></xsl:when><xsl:otherwise><xsl:value-of select="$style"/></xsl:otherwise></xsl:choose></xsl:with-param>
            </xsl:call-template>
            <xsl:if test="$first"><xsl:copy-of select="$lead"/></xsl:if>
            <xsl:apply-templates/>
            <xsl:if test="$last">
              <xsl:if test="string($tail) != ''"><xsl:call-template name="blank"/><xsl:copy-of select="$tail"/></xsl:if>
              <xsl:if test="string($below) != ''"><w:r><w:br/></w:r><xsl:copy-of select="$below"/></xsl:if>
            </xsl:if>
          </w:p>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select=".">
            <xsl:with-param name="style" select="$style"/>
            <xsl:with-param name="cell" select="$cell"/>
            <xsl:with-param name="shade" select="$shade"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:if test="$blocks and not($blocks[last()][self::r:p])">
      <w:p>
        <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="$style"/></xsl:call-template>
        <xsl:copy-of select="$tail"/>
        <xsl:copy-of select="$below"/>
      </w:p>
    </xsl:if>
  </xsl:template>

  <!-- == blocks == -->

  <xsl:template match="r:p">
    <xsl:param name="style" select="'MinuteText'"/>
    <w:p>
      <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="$style"/></xsl:call-template>
      <xsl:apply-templates/>
    </w:p>
  </xsl:template>

  <xsl:template match="r:h">
    <w:p>
      <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="concat('Heading', @level - 1)"/><xsl:with-param name="indent" select="$list-base"/><xsl:with-param name="hanging" select="0"/></xsl:call-template>
      <xsl:apply-templates/>
    </w:p>
  </xsl:template>

  <xsl:template match="r:quote">
    <xsl:param name="cell"/>
    <xsl:apply-templates select="*">
      <xsl:with-param name="style" select="'Quote'"/>
      <xsl:with-param name="cell" select="$cell"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Line ends and tabs are made of the characters while packing. -->
  <xsl:template match="r:pre">
    <xsl:variable name="text" select="string(.)"/>
    <xsl:variable name="length" select="string-length($text)"/>
    <xsl:if test="normalize-space($text) != ''">
      <w:p>
        <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'Code'"/></xsl:call-template>
        <w:r><w:t>
          <xsl:choose>
            <xsl:when test="substring($text, $length) = '&#10;'"><xsl:value-of select="substring($text, 1, $length - 1)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
          </xsl:choose>
        </w:t></w:r>
      </w:p>
    </xsl:if>
  </xsl:template>

  <!-- A short line: the leader of a tab, as an empty paragraph would say nothing to whoever listens. -->
  <xsl:template match="r:rule"><w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr><w:r><w:tab/></w:r></w:p></xsl:template>

  <!-- == lists == -->

  <xsl:template match="r:ul">
    <xsl:param name="cell"/>
    <xsl:param name="shade"/>
    <d:list num="1"><xsl:apply-templates select="r:li"><xsl:with-param name="cell" select="$cell"/><xsl:with-param name="shade" select="$shade"/></xsl:apply-templates></d:list>
  </xsl:template>

  <xsl:template match="r:ol">
    <xsl:param name="cell"/>
    <xsl:param name="shade"/>
    <d:list abstract="2">
      <xsl:copy-of select="@start"/>
      <xsl:apply-templates select="r:li"><xsl:with-param name="cell" select="$cell"/><xsl:with-param name="shade" select="$shade"/></xsl:apply-templates>
    </d:list>
  </xsl:template>

  <xsl:template match="r:li">
    <xsl:param name="cell"/>
    <xsl:param name="shade"/>
    <xsl:variable name="depth" select="count(ancestor::r:li) + 1"/>
    <xsl:variable name="indent" select="$list-base * not($cell) + 360 * $depth"/>
    <xsl:variable name="loose" select="not(../@tight)"/>
    <w:p>
      <xsl:call-template name="paragraph-properties">
        <xsl:with-param name="style">
          <xsl:choose>
            <xsl:when test="@task">ListParagraph</xsl:when>
            <xsl:when test="parent::r:ol">ListNumber</xsl:when>
            <xsl:otherwise>ListBullet</xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="numbered" select="not(@task)"/>
        <xsl:with-param name="shade" select="$shade"/>
        <xsl:with-param name="space"><xsl:if test="$loose">80</xsl:if></xsl:with-param>
        <xsl:with-param name="indent"><xsl:if test="@task or $cell or $depth &gt; 9"><xsl:value-of select="$indent"/></xsl:if></xsl:with-param>
        <xsl:with-param name="hanging" select="360"/>
      </xsl:call-template>
      <xsl:if test="@task = 'done'"><w:r><w:t>☒</w:t></w:r><w:r><w:tab/></w:r></xsl:if>
      <xsl:if test="@task = 'open'"><w:r><w:t>☐</w:t></w:r><w:r><w:tab/></w:r></xsl:if>
      <xsl:apply-templates select="*[1][self::r:p]/node()"/>
    </w:p>
    <xsl:for-each select="*[position() &gt; 1 or not(self::r:p)]">
      <xsl:choose>
        <xsl:when test="self::r:p">
          <w:p>
            <xsl:call-template name="paragraph-properties">
              <xsl:with-param name="style" select="'ListContinue'"/>
              <xsl:with-param name="shade" select="$shade"/>
              <xsl:with-param name="space"><xsl:if test="$loose">80</xsl:if></xsl:with-param>
              <xsl:with-param name="indent" select="$indent"/>
            </xsl:call-template>
            <xsl:apply-templates/>
          </w:p>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select=".">
            <xsl:with-param name="style" select="'ListContinue'"/>
            <xsl:with-param name="cell" select="$cell"/>
            <xsl:with-param name="shade" select="$shade"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- == tables == -->

  <!-- Word opens no table of more than 63 columns: what stands beyond goes into the last. -->
  <xsl:variable name="most-columns" select="63"/>
  <xsl:variable name="prose-width" select="6600 * $columns + 8890 * not($columns)"/>

  <xsl:template match="r:table">
    <xsl:param name="cell"/>
    <xsl:variable name="shift" select="360 * count(ancestor::r:li)"/>
    <w:tbl>
      <w:tblPr>
        <w:tblStyle w:val="GridTable"/>
        <w:tblW w:w="0" w:type="auto"/>
        <xsl:if test="not($cell)"><w:tblInd w:w="{$list-base + $shift}" w:type="dxa"/></xsl:if>
        <w:tblLayout w:type="fixed"/>
        <w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
      </w:tblPr>
      <w:tblGrid>
        <xsl:attribute name="d:width">
          <xsl:choose>
            <xsl:when test="$cell">4500</xsl:when>
            <xsl:when test="$shift &lt; 4000"><xsl:value-of select="$prose-width - $shift"/></xsl:when>
            <xsl:otherwise>2600</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </w:tblGrid>
      <xsl:apply-templates select="r:tr"/>
    </w:tbl>
  </xsl:template>

  <xsl:template match="r:tr">
    <w:tr>
      <w:trPr><w:cantSplit/><xsl:if test="@header"><w:tblHeader/></xsl:if></w:trPr>
      <xsl:for-each select="r:td[position() &lt; $most-columns]"><w:tc><xsl:apply-templates select="."/></w:tc></xsl:for-each>
      <xsl:if test="r:td[position() = $most-columns]">
        <w:tc><xsl:apply-templates select="r:td[position() &gt;= $most-columns]"/></w:tc>
      </xsl:if>
    </w:tr>
  </xsl:template>

  <xsl:template match="r:td">
    <w:p>
      <xsl:call-template name="paragraph-properties">
        <xsl:with-param name="style"><xsl:choose><xsl:when test="../@header">TableHeading</xsl:when><xsl:otherwise>TableText</xsl:otherwise></xsl:choose></xsl:with-param>
        <xsl:with-param name="align"><xsl:if test="@align = 'center' or @align = 'right'"><xsl:value-of select="@align"/></xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </w:p>
  </xsl:template>

  <!-- == inlines == -->

  <xsl:template match="r:em | r:strong | r:del | r:code"><xsl:apply-templates/></xsl:template>
  <xsl:template match="r:br"><w:r><w:br/></w:r></xsl:template>

  <xsl:template match="r:a">
    <xsl:choose>
      <xsl:when test="starts-with(@href, '#')">
        <w:hyperlink d:anchor="{substring(@href, 2)}" w:history="1"><xsl:apply-templates/></w:hyperlink>
      </xsl:when>
      <xsl:when test="starts-with(@href, 'https:') or starts-with(@href, 'http:') or starts-with(@href, 'mailto:') or starts-with(@href, 'tel:')">
        <w:hyperlink d:href="{@href}" w:history="1">
          <xsl:if test="@title != ''"><xsl:attribute name="w:tooltip"><xsl:value-of select="substring(translate(@title, '&#10;', ' '), 1, 250)"/></xsl:attribute></xsl:if>
          <xsl:apply-templates/>
        </w:hyperlink>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One character style a run: of the link, the code, the strong, the emphasised, in this order; the rest is formatting. -->
  <xsl:template match="r:*/text()">
    <w:r>
      <xsl:if test="$foreign or not(parent::r:p or parent::r:td or parent::r:h)">
        <xsl:variable name="link" select="ancestor::r:a[starts-with(@href, '#') or starts-with(@href, 'http') or starts-with(@href, 'mailto:') or starts-with(@href, 'tel:')]"/>
        <xsl:variable name="code" select="ancestor::r:code"/>
        <xsl:variable name="strong" select="ancestor::r:strong"/>
        <xsl:variable name="em" select="ancestor::r:em"/>
        <w:rPr>
          <xsl:choose>
            <xsl:when test="$link"><w:rStyle w:val="Hyperlink"/></xsl:when>
            <xsl:when test="$code"><w:rStyle w:val="CodeText"/></xsl:when>
            <xsl:when test="$strong"><w:rStyle w:val="Strong"/></xsl:when>
            <xsl:when test="$em"><w:rStyle w:val="Emphasis"/></xsl:when>
          </xsl:choose>
          <xsl:if test="$code and $link"><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/></xsl:if>
          <xsl:if test="$strong and ($link or $code)"><w:b/><w:bCs/></xsl:if>
          <!-- Readers that know no style of that name see that it is italic. -->
          <xsl:if test="$em"><w:i/><w:iCs/></xsl:if>
          <xsl:if test="ancestor::r:del"><w:strike/></xsl:if>
          <xsl:call-template name="run-language"/>
        </w:rPr>
      </xsl:if>
      <w:t><xsl:value-of select="translate(., '&#10;', ' ')"/></w:t>
    </w:r>
  </xsl:template>
</xsl:stylesheet>
