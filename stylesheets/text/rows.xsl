<?xml version="1.0" encoding="UTF-8"?>
<!-- The columns layout: one table, a row a block. The number stands on the first row of an item, names beside the block that
     carries them. A row joins the one above unless an item or an update begins there. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes"
                xmlns:r="urn:minutec:resolved" exclude-result-prefixes="m r">

  <xsl:template name="head-row">
    <row head="yes">
      <cell><xsl:value-of select="@n"/></cell>
      <cell><xsl:value-of select="@text"/></cell>
      <cell><xsl:value-of select="@for"/></cell>
    </row>
  </xsl:template>

  <xsl:template match="m:columns" mode="row">
    <xsl:if test="concat(@n, @text, @for) != ''"><xsl:call-template name="head-row"/></xsl:if>
  </xsl:template>

  <!-- On the top level the heads of the columns are the heading, unless the source has both. -->
  <xsl:template match="m:previous-actions" mode="row">
    <xsl:choose>
      <xsl:when test="ancestor::m:item"><xsl:call-template name="previous-actions-within"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="previous-actions-alone"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="previous-actions-alone">
    <xsl:if test="@label or not(m:columns)"><h under="-"><xsl:value-of select="@r:label"/></h></xsl:if>
    <xsl:choose>
      <xsl:when test="m:columns"><xsl:apply-templates select="m:columns" mode="row"/></xsl:when>
      <xsl:otherwise>
        <row head="yes">
          <cell><xsl:value-of select="$labels/@column-number"/></cell>
          <cell><xsl:value-of select="$labels/@action"/></cell>
          <cell><xsl:value-of select="$labels/@column-for"/></cell>
        </row>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="*[not(self::m:columns)]" mode="row"/>
  </xsl:template>

  <!-- Within an item they are rows among its rows. -->
  <xsl:template name="previous-actions-within">
    <row><cell/><cell><xsl:value-of select="@r:label"/></cell><cell/></row>
    <xsl:for-each select="m:columns">
      <row>
        <cell><xsl:value-of select="@n"/></cell>
        <cell><xsl:value-of select="@text"/></cell>
        <cell><xsl:value-of select="@for"/></cell>
      </row>
    </xsl:for-each>
    <xsl:apply-templates select="*[not(self::m:columns)]" mode="row"/>
  </xsl:template>

  <xsl:template match="m:item" mode="row">
    <xsl:variable name="block" select="*[1][not(self::m:title or self::m:item or self::m:previous-actions or self::m:columns)]"/>
    <xsl:choose>
      <xsl:when test="$block and not(@r:body-text or @r:time-text)">
        <xsl:apply-templates select="$block" mode="row"><xsl:with-param name="item" select="."/></xsl:apply-templates>
        <xsl:apply-templates select="*[position() &gt; 1]" mode="row"/>
      </xsl:when>
      <xsl:otherwise>
        <row>
          <cell><xsl:value-of select="@r:number"/></cell>
          <cell>
            <xsl:if test="m:title"><p><xsl:value-of select="m:title"/></p></xsl:if>
            <xsl:call-template name="item-facts"/>
          </cell>
          <cell><xsl:value-of select="@r:for"/></cell>
        </row>
        <xsl:apply-templates select="*[not(self::m:title)]" mode="row"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="joined">
    <xsl:if test="not(parent::m:previous-actions or preceding-sibling::*[1][self::m:item or self::m:columns or self::m:previous-actions
                                                                              or self::m:attendance])">
      <xsl:attribute name="join">yes</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- item: the item whose first row this is. -->
  <xsl:template match="*" mode="row" name="block-row">
    <xsl:param name="item" select="/.."/>
    <row>
      <xsl:if test="not($item)"><xsl:call-template name="joined"/></xsl:if>
      <cell><xsl:value-of select="$item/@r:number"/></cell>
      <cell><xsl:apply-templates select="." mode="block"><xsl:with-param name="named" select="false()"/></xsl:apply-templates></cell>
      <cell>
        <xsl:if test="$item/@r:for"><p><xsl:value-of select="$item/@r:for"/></p></xsl:if>
        <xsl:if test="@r:for and not(self::m:remark)"><p tight="yes"><xsl:value-of select="@r:for"/></p></xsl:if>
      </cell>
    </row>
  </xsl:template>

  <xsl:template match="m:update" mode="row">
    <xsl:param name="item" select="/.."/>
    <xsl:choose>
      <xsl:when test="parent::m:previous-actions or parent::m:restricted/parent::m:previous-actions"><xsl:call-template name="update-row"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="block-row"><xsl:with-param name="item" select="$item"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="update-row">
    <row>
      <cell><xsl:value-of select="@r:number"/></cell>
      <cell>
        <xsl:apply-templates select="." mode="block">
          <xsl:with-param name="named" select="false()"/>
          <xsl:with-param name="numbered" select="true()"/>
        </xsl:apply-templates>
      </cell>
      <cell><xsl:value-of select="@r:for"/></cell>
    </row>
  </xsl:template>

  <xsl:template match="m:restricted" mode="row">
    <xsl:param name="item" select="/.."/>
    <row>
      <xsl:if test="not($item)"><xsl:call-template name="joined"/></xsl:if>
      <cell><xsl:value-of select="$item/@r:number"/></cell>
      <cell><xsl:call-template name="restricted-mark"/></cell>
      <cell><xsl:value-of select="$item/@r:for"/></cell>
    </row>
    <xsl:apply-templates select="*[not(self::m:summary)]" mode="row"/>
    <xsl:if test="not(@r:withheld)">
      <row>
        <xsl:if test="not(*[last()][self::m:item or self::m:update])"><xsl:attribute name="join">yes</xsl:attribute></xsl:if>
        <cell/><cell><xsl:call-template name="restricted-end"/></cell><cell/>
      </row>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
