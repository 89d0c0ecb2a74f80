<?xml version="1.0" encoding="UTF-8"?>
<!-- Resolved prose as paragraphs. They take the style of the prose element that they stand in (src/render/docx.h). cell says that it stands
     in a table that is not the minutes' own; shade is the fill of the box it stands in. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">

  <!-- Prose without what stands beside it in the tree. -->
  <xsl:template name="blocks">
    <xsl:param name="blocks" select="r:*[not(self::r:owner or self::r:history or self::r:action or self::r:image)]"/>
    <xsl:param name="cell"/>
    <xsl:param name="shade"/>
    <xsl:for-each select="$blocks">
      <xsl:choose>
        <xsl:when test="self::r:p"><p><xsl:call-template name="words"/></p></xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select=".">
            <xsl:with-param name="cell" select="$cell"/>
            <xsl:with-param name="shade" select="$shade"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Plain words need no more; in documents of several languages each run says its own. -->
  <xsl:template name="words">
    <xsl:choose>
      <xsl:when test="$foreign"><xsl:apply-templates mode="set"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- == blocks == -->

  <xsl:template match="r:p"><p><xsl:call-template name="words"/></p></xsl:template>

  <xsl:template match="r:h">
    <p style="Heading{@level - 1}" indent="{$list-base}" hanging="0"><xsl:call-template name="words"/></p>
  </xsl:template>

  <xsl:template match="r:quote">
    <xsl:param name="cell"/>
    <prose style="Quote"><xsl:apply-templates select="*"><xsl:with-param name="cell" select="$cell"/></xsl:apply-templates></prose>
  </xsl:template>

  <!-- Line ends and tabs are made of the characters while packing. -->
  <xsl:template match="r:pre">
    <xsl:variable name="text" select="string(.)"/>
    <xsl:variable name="length" select="string-length($text)"/>
    <xsl:if test="normalize-space($text) != ''">
      <p style="Code">
        <r><t>
          <xsl:choose>
            <xsl:when test="substring($text, $length) = '&#10;'"><xsl:value-of select="substring($text, 1, $length - 1)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
          </xsl:choose>
        </t></r>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- A short line: the leader of a tab, as an empty paragraph would say nothing to whoever listens. -->
  <xsl:template match="r:rule"><p style="Rule" edge="no"><r><tab/></r></p></xsl:template>

  <!-- == lists == -->

  <xsl:template match="r:ul">
    <xsl:param name="cell"/>
    <xsl:param name="shade"/>
    <list num="1"><xsl:apply-templates select="r:li"><xsl:with-param name="cell" select="$cell"/><xsl:with-param name="shade" select="$shade"/></xsl:apply-templates></list>
  </xsl:template>

  <xsl:template match="r:ol">
    <xsl:param name="cell"/>
    <xsl:param name="shade"/>
    <list abstract="2">
      <xsl:if test="@start"><xsl:attribute name="start"><xsl:value-of select="@start"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="r:li"><xsl:with-param name="cell" select="$cell"/><xsl:with-param name="shade" select="$shade"/></xsl:apply-templates>
    </list>
  </xsl:template>

  <xsl:template match="r:li">
    <xsl:param name="cell"/>
    <xsl:param name="shade"/>
    <xsl:variable name="depth" select="count(ancestor::r:li) + 1"/>
    <xsl:variable name="indent" select="$list-base * not($cell) + 360 * $depth"/>
    <xsl:variable name="loose" select="not(../@tight)"/>
    <item>
      <p shade="{$shade}" hanging="360">
        <xsl:choose>
          <xsl:when test="@task"><xsl:attribute name="style">ListParagraph</xsl:attribute></xsl:when>
          <xsl:otherwise>
            <xsl:attribute name="style">List<xsl:choose><xsl:when test="parent::r:ol">Number</xsl:when><xsl:otherwise>Bullet</xsl:otherwise></xsl:choose></xsl:attribute>
            <xsl:attribute name="numbered">yes</xsl:attribute>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$loose"><xsl:attribute name="space">80</xsl:attribute></xsl:if>
        <xsl:if test="@task or $cell or $depth &gt; 9"><xsl:attribute name="indent"><xsl:value-of select="$indent"/></xsl:attribute></xsl:if>
        <xsl:if test="@task = 'done'"><r>☒</r><r><tab/></r></xsl:if>
        <xsl:if test="@task = 'open'"><r>☐</r><r><tab/></r></xsl:if>
        <xsl:for-each select="*[1][self::r:p]"><xsl:call-template name="words"/></xsl:for-each>
      </p>
      <xsl:for-each select="*[position() &gt; 1 or not(self::r:p)]">
        <xsl:choose>
          <xsl:when test="self::r:p">
            <p style="ListContinue" shade="{$shade}" indent="{$indent}">
              <xsl:if test="$loose"><xsl:attribute name="space">80</xsl:attribute></xsl:if>
              <xsl:call-template name="words"/>
            </p>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select=".">
              <xsl:with-param name="cell" select="$cell"/>
              <xsl:with-param name="shade" select="$shade"/>
            </xsl:apply-templates>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </item>
  </xsl:template>

  <!-- == tables == -->

  <!-- Word opens no table of more than 63 columns: what stands beyond goes into the last. -->
  <xsl:variable name="most-columns" select="63"/>
  <xsl:variable name="prose-width" select="6600 * $columns + 8890 * not($columns)"/>

  <xsl:template match="r:table">
    <xsl:param name="cell"/>
    <xsl:variable name="shift" select="360 * count(ancestor::r:li)"/>
    <tbl>
      <xsl:call-template name="table-properties">
        <xsl:with-param name="style" select="'GridTable'"/>
        <xsl:with-param name="indent" select="substring($list-base + $shift, 1, 9 * not($cell))"/>
      </xsl:call-template>
      <tblGrid>
        <xsl:attribute name="width">
          <xsl:choose>
            <xsl:when test="$cell">4500</xsl:when>
            <xsl:when test="$shift &lt; 4000"><xsl:value-of select="$prose-width - $shift"/></xsl:when>
            <xsl:otherwise>2600</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </tblGrid>
      <xsl:apply-templates select="r:tr"/>
    </tbl>
  </xsl:template>

  <xsl:template match="r:tr">
    <tr whole="yes" head="{@header}">
      <xsl:for-each select="r:td[position() &lt; $most-columns]"><tc><xsl:apply-templates select="."/></tc></xsl:for-each>
      <xsl:if test="r:td[position() = $most-columns]">
        <tc><xsl:apply-templates select="r:td[position() &gt;= $most-columns]"/></tc>
      </xsl:if>
    </tr>
  </xsl:template>

  <xsl:template match="r:td">
    <p style="TableText" align="{@align[. = 'center' or . = 'right']}">
      <xsl:if test="../@header"><xsl:attribute name="style">TableHeading</xsl:attribute></xsl:if>
      <xsl:call-template name="words"/>
    </p>
  </xsl:template>

  <!-- == inlines == -->

  <xsl:template match="r:br"><r><br/></r></xsl:template>
  <xsl:template match="r:em | r:strong | r:del | r:code"><xsl:apply-templates mode="set"/></xsl:template>
  <xsl:template match="r:em | r:strong | r:del | r:code" mode="set"><xsl:apply-templates mode="set"/></xsl:template>
  <xsl:template match="r:br | r:a" mode="set"><xsl:apply-templates select="."/></xsl:template>

  <xsl:template match="r:a">
    <xsl:choose>
      <xsl:when test="starts-with(@href, '#')"><a href="{@href}"><xsl:apply-templates mode="set"/></a></xsl:when>
      <xsl:when test="starts-with(@href, 'https:') or starts-with(@href, 'http:') or starts-with(@href, 'mailto:') or starts-with(@href, 'tel:')">
        <a href="{@href}" title="{substring(translate(@title, '&#10;', ' '), 1, 250)}"><xsl:apply-templates mode="set"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="set"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
