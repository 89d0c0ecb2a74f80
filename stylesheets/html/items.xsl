<?xml version="1.0" encoding="UTF-8"?>
<!-- Items and what holds rows: number, text, names. A row is a grid of three cells; on a narrow screen the names go below the text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes"
                xmlns:r="urn:minutec:resolved" exclude-result-prefixes="m r">

  <!-- Where no columns are drawn their heads are a line. -->
  <xsl:template match="m:columns">
    <xsl:choose>
      <xsl:when test="concat(@n, @text, @for) = ''"/>
      <xsl:when test="$columns"><div class="row heads"><xsl:call-template name="heads"/></div></xsl:when>
      <xsl:otherwise>
        <p class="heads-line">
          <xsl:for-each select="(@n | @text | @for)[. != '']">
            <xsl:if test="position() != 1"> / </xsl:if>
            <xsl:value-of select="."/>
          </xsl:for-each>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="heads">
    <span class="n"><xsl:value-of select="@n"/></span><xsl:text> </xsl:text>
    <span class="flow"><xsl:value-of select="@text"/></span><xsl:text> </xsl:text>
    <span class="for"><xsl:value-of select="@for"/></span>
  </xsl:template>

  <xsl:template match="m:previous-actions">
    <section class="previous">
      <xsl:apply-templates select="@xml:lang"/>
      <xsl:choose>
        <xsl:when test="$columns and not(@label) and concat(m:columns/@n, m:columns/@text, m:columns/@for) != ''">
          <h2 class="row heads"><xsl:for-each select="m:columns"><xsl:call-template name="heads"/></xsl:for-each></h2>
        </xsl:when>
        <xsl:otherwise>
          <h2>
            <xsl:if test="not(@label)"><xsl:attribute name="class">generated</xsl:attribute></xsl:if>
            <xsl:value-of select="@r:label"/>
          </h2>
          <xsl:apply-templates select="m:columns"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="*[not(self::m:columns)]"/>
    </section>
  </xsl:template>

  <xsl:template match="m:item | m:appendix">
    <xsl:variable name="level" select="@r:level + 1"/>
    <xsl:choose>
      <xsl:when test="m:title">
        <section class="item level-{@r:level} {local-name()}" id="{@r:anchor}">
          <xsl:apply-templates select="@xml:lang"/>
          <div class="row head">
            <xsl:element name="h{$level * ($level &lt;= 6) + 6 * ($level &gt; 6)}">
              <xsl:if test="self::m:appendix and @r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
              <xsl:if test="@r:number"><span class="n"><xsl:value-of select="@r:number"/></span><xsl:text> </xsl:text></xsl:if>
              <span class="t"><xsl:apply-templates select="m:title/@xml:lang"/><xsl:value-of select="m:title"/></span>
            </xsl:element>
            <xsl:call-template name="names"/>
          </div>
          <xsl:call-template name="item-facts"/>
          <xsl:apply-templates select="*[not(self::m:title)]"/>
        </section>
      </xsl:when>
      <xsl:otherwise>
        <div class="item level-{@r:level}" id="{@r:anchor}">
          <xsl:apply-templates select="@xml:lang"/>
          <xsl:call-template name="item-facts"/>
          <xsl:variable name="first" select="*[1][not(self::m:item)]"/>
          <xsl:choose>
            <xsl:when test="$first">
              <xsl:apply-templates select="$first" mode="row">
                <xsl:with-param name="number" select="@r:number"/>
                <xsl:with-param name="names" select="@r:for"/>
              </xsl:apply-templates>
              <xsl:apply-templates select="*[position() &gt; 1]"/>
            </xsl:when>
            <xsl:otherwise>
              <div class="row"><xsl:call-template name="number"/><div class="flow"></div><xsl:call-template name="names"/></div>
              <xsl:apply-templates select="*"/>
            </xsl:otherwise>
          </xsl:choose>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="item-facts">
    <xsl:if test="@r:body-text or @r:time-text">
      <p class="item-fact">
        <xsl:if test="@r:body-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@for-body"/><xsl:with-param name="text" select="@r:body-text"/></xsl:call-template></xsl:if>
        <xsl:if test="@r:time-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@time"/><xsl:with-param name="text" select="@r:time-text"/></xsl:call-template></xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template name="number">
    <xsl:param name="number" select="@r:number"/>
    <span class="n"><xsl:value-of select="$number"/></span>
  </xsl:template>

  <xsl:template name="names">
    <xsl:param name="names" select="@r:for"/>
    <xsl:if test="$names or $columns">
      <div class="for"><xsl:if test="$names"><xsl:call-template name="lead"/></xsl:if><xsl:value-of select="$names"/></div>
    </xsl:if>
  </xsl:template>

  <!-- A column of names needs no label. -->
  <xsl:template name="lead">
    <xsl:if test="not($columns)">
      <span class="generated"><xsl:call-template name="colon"><xsl:with-param name="label" select="$labels/@lead"/></xsl:call-template></span><xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Every block is a row of its own. Headings layout: names stand in the block's label. -->
  <xsl:template match="m:text | m:remark | m:decision | m:motion | m:vote | m:action | m:approval | m:amendment | m:declaration
                       | m:arrival | m:departure | m:deferral | m:next-meeting | m:attachment | m:figure | m:note | m:debris">
    <xsl:call-template name="block-row"/>
  </xsl:template>
  <xsl:template match="m:update | m:restricted"><xsl:apply-templates select="." mode="row"/></xsl:template>

  <xsl:template match="m:restricted" mode="row">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <div class="restricted">
      <xsl:if test="@r:anchor"><xsl:attribute name="id"><xsl:value-of select="@r:anchor"/></xsl:attribute></xsl:if>
      <div class="row">
        <xsl:call-template name="number"><xsl:with-param name="number" select="$number"/></xsl:call-template>
        <div class="flow">
          <p class="mark"><xsl:value-of select="@r:text"/></p>
          <xsl:apply-templates select="m:summary" mode="block"/>
        </div>
        <xsl:call-template name="names"><xsl:with-param name="names" select="$names"/></xsl:call-template>
      </div>
      <xsl:apply-templates select="*[not(self::m:summary)]"/>
    </div>
  </xsl:template>

  <xsl:template match="*" mode="row" name="block-row">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <div class="row {local-name()}">
      <xsl:if test="@r:anchor"><xsl:attribute name="id"><xsl:value-of select="@r:anchor"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="@xml:lang"/>
      <xsl:call-template name="number"><xsl:with-param name="number" select="$number"/></xsl:call-template>
      <div class="flow"><xsl:apply-templates select="." mode="block"/></div>
      <xsl:if test="$columns or $names">
        <div class="for">
          <xsl:if test="$names"><span class="who"><xsl:call-template name="lead"/><xsl:value-of select="$names"/></span></xsl:if>
          <xsl:if test="$columns and @r:for and not(self::m:remark)"><span class="who"><xsl:value-of select="@r:for"/></span></xsl:if>
        </div>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:update" mode="row">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:choose>
      <xsl:when test="parent::m:previous-actions"><xsl:call-template name="update-row"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="block-row">
          <xsl:with-param name="number" select="$number"/>
          <xsl:with-param name="names" select="$names"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="update-row">
    <div class="row update">
      <xsl:if test="@r:anchor"><xsl:attribute name="id"><xsl:value-of select="@r:anchor"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="@xml:lang"/>
      <span class="n"><xsl:value-of select="@r:number"/></span>
      <div class="flow"><xsl:apply-templates select="." mode="block"><xsl:with-param name="numbered" select="true()"/></xsl:apply-templates></div>
      <xsl:if test="$columns"><div class="for"><span class="who"><xsl:value-of select="@r:for"/></span></div></xsl:if>
    </div>
  </xsl:template>
</xsl:stylesheet>
