<?xml version="1.0" encoding="UTF-8"?>
<!-- The headings layout, and appendices in either: titles as headings, numbered paragraphs behind their number, actions and
     decisions behind an indent. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes"
                xmlns:r="urn:minutec:resolved" exclude-result-prefixes="m r">

  <!-- Heads of columns that are not drawn: their words in a line. -->
  <xsl:template match="m:columns" mode="flow">
    <p>
      <xsl:for-each select="(@n | @text | @for)[. != '']">
        <xsl:if test="position() != 1"><xsl:text> / </xsl:text></xsl:if>
        <xsl:value-of select="."/>
      </xsl:for-each>
    </p>
  </xsl:template>

  <xsl:template match="m:previous-actions" mode="flow">
    <xsl:if test="@label or not(m:columns)"><h under="-"><xsl:value-of select="@r:label"/></h></xsl:if>
    <xsl:apply-templates select="*" mode="flow"/>
  </xsl:template>

  <xsl:template match="m:item" mode="flow">
    <xsl:choose>
      <xsl:when test="m:title"><xsl:call-template name="item-below-title"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="item-in-box"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="item-below-title">
    <xsl:choose>
      <xsl:when test="@r:level = 1"><h under="-"><xsl:call-template name="heading"/></h></xsl:when>
      <xsl:otherwise><h under="~"><xsl:call-template name="heading"/></h></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="lead-line"/>
    <xsl:call-template name="item-facts"/>
    <xsl:apply-templates select="*[not(self::m:title)]" mode="flow"/>
  </xsl:template>

  <xsl:template name="item-in-box">
    <box indent="6">
      <xsl:if test="@r:number"><xsl:attribute name="mark"><xsl:value-of select="@r:number"/></xsl:attribute></xsl:if>
      <xsl:call-template name="lead-line"/>
      <xsl:call-template name="item-facts"/>
      <xsl:apply-templates select="*" mode="flow"/>
    </box>
  </xsl:template>

  <xsl:template match="m:appendix" mode="flow">
    <h under="-">
      <xsl:value-of select="@r:label"/>
      <!-- A printed label may hold the number. -->
      <xsl:if test="@r:number and not(@label and contains(concat(' ', translate(@label, ':.', '  '), ' '), concat(' ', @r:number, ' ')))">
        <xsl:text> </xsl:text><xsl:value-of select="@r:number"/>
      </xsl:if>
      <xsl:if test="m:title"><br/><xsl:value-of select="m:title"/></xsl:if>
    </h>
    <xsl:apply-templates select="*[not(self::m:title)]" mode="flow"/>
  </xsl:template>

  <xsl:template name="heading">
    <xsl:if test="@r:number"><xsl:attribute name="mark"><xsl:value-of select="@r:number"/></xsl:attribute></xsl:if>
    <xsl:value-of select="m:title"/>
  </xsl:template>

  <xsl:template name="lead-line">
    <xsl:if test="@r:for">
      <p>
        <xsl:call-template name="colon"><xsl:with-param name="label" select="$labels/@lead"/></xsl:call-template>
        <xsl:text> </xsl:text><xsl:value-of select="@r:for"/>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- What is nobody's words but the layout's: whose business it is, when it was taken. -->
  <xsl:template name="item-facts">
    <xsl:if test="@r:body-text or @r:time-text">
      <p tight="yes">
        <xsl:if test="@r:body-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@for-body"/><xsl:with-param name="text" select="@r:body-text"/></xsl:call-template></xsl:if>
        <xsl:if test="@r:time-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@time"/><xsl:with-param name="text" select="@r:time-text"/></xsl:call-template></xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="flow"><xsl:apply-templates select="." mode="block"/></xsl:template>

  <xsl:template match="m:action | m:update | m:decision | m:motion | m:deferral" mode="flow">
    <box indent="6">
      <xsl:if test="@r:number"><xsl:attribute name="mark"><xsl:value-of select="@r:number"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="." mode="block"><xsl:with-param name="numbered" select="true()"/></xsl:apply-templates>
    </box>
  </xsl:template>

  <!-- Dates of several meetings are a list. -->
  <xsl:template match="m:next-meeting[preceding-sibling::*[1][self::m:next-meeting]]" mode="flow">
    <box tight="yes"><xsl:apply-templates select="." mode="block"/></box>
  </xsl:template>

  <xsl:template match="m:restricted" mode="flow">
    <xsl:call-template name="restricted-mark"/>
    <xsl:apply-templates select="*[not(self::m:summary)]" mode="flow"/>
    <xsl:if test="not(@r:withheld)"><xsl:call-template name="restricted-end"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
