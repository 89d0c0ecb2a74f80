<?xml version="1.0" encoding="UTF-8"?>
<!-- Registers as plain text: a table where there is room for one, on a narrow page a list. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:minutec:resolved" exclude-result-prefixes="r">
  <xsl:include href="../common/unhandled.xsl"/>
  <xsl:param name="history"/>
  <xsl:variable name="words" select="/r:*/r:words"/>
  <xsl:variable name="form" select="/r:*/@form"/>

  <xsl:template match="/r:actions | /r:attendance">
    <text width="{@width}">
      <h under="="><xsl:value-of select="@title"/></h>
      <xsl:if test="@as-of-text"><p><xsl:value-of select="@as-of-text"/></p></xsl:if>
      <xsl:if test="not(r:group or r:sheet)"><p>
        <xsl:choose>
          <xsl:when test="self::r:actions"><xsl:value-of select="$words/@register-no-actions"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$words/@register-no-meetings"/></xsl:otherwise>
        </xsl:choose>
      </p></xsl:if>
      <xsl:apply-templates select="r:group | r:sheet"/>
      <xsl:if test="@count-text"><p><xsl:value-of select="@count-text"/><xsl:if test="@untracked-text"><xsl:value-of select="concat(' ', @untracked-text)"/></xsl:if></p></xsl:if>
    </text>
  </xsl:template>

  <!-- == actions == -->

  <xsl:template match="r:group">
    <xsl:if test="@title"><h under="-"><xsl:value-of select="@title"/></h></xsl:if>
    <xsl:choose>
      <xsl:when test="$form = 'list'"><xsl:apply-templates select="r:action" mode="list"/></xsl:when>
      <xsl:when test="$form = 'wide'">
        <table rules="yes">
          <col min="9" max="18"/><col min="12" max="22"/><col rest="yes"/><col min="10" max="18"/><col min="8" max="17"/><col min="8" max="17"/><col min="16" max="32"/><col min="8" max="12"/>
          <row head="yes">
            <cell><xsl:value-of select="$words/@register-reference"/></cell>
            <cell><xsl:value-of select="$words/@register-source"/></cell>
            <cell><xsl:value-of select="$words/@register-action"/></cell>
            <cell><xsl:value-of select="$words/@register-owner"/></cell>
            <cell><xsl:value-of select="$words/@register-due"/></cell>
            <cell><xsl:value-of select="$words/@register-new-due"/></cell>
            <cell><xsl:value-of select="$words/@register-latest"/></cell>
            <cell><xsl:value-of select="$words/@register-status"/></cell>
          </row>
          <xsl:apply-templates select="r:action" mode="wide"/>
        </table>
      </xsl:when>
      <xsl:otherwise>
        <table rules="yes">
          <col rest="yes"/><col min="10" max="16"/><col min="9" max="14"/><col width="20"/>
          <row head="yes">
            <cell><xsl:value-of select="$words/@register-action"/></cell>
            <cell><xsl:value-of select="$words/@register-owner"/></cell>
            <cell><xsl:value-of select="$words/@register-due"/></cell>
            <cell><xsl:value-of select="concat($words/@register-status, ', ', $words/@register-latest)"/></cell>
          </row>
          <xsl:apply-templates select="r:action" mode="narrow"/>
        </table>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:action" mode="wide">
    <row>
      <cell><xsl:call-template name="reference"/></cell>
      <cell><xsl:call-template name="source"/></cell>
      <cell><xsl:call-template name="action"/></cell>
      <cell><xsl:call-template name="owner"/></cell>
      <cell><xsl:value-of select="@r:due-text"/></cell>
      <cell><xsl:value-of select="@new-due-text"/></cell>
      <cell><xsl:call-template name="latest"/></cell>
      <cell><xsl:call-template name="status"/></cell>
    </row>
  </xsl:template>

  <xsl:template match="r:action" mode="narrow">
    <row>
      <cell>
        <p><xsl:call-template name="reference"/></p>
        <p tight="yes"><xsl:call-template name="action"/></p>
        <xsl:if test="@item-text or @body-shown"><p tight="yes">(<xsl:call-template name="source"/>)</p></xsl:if>
      </cell>
      <cell><xsl:call-template name="owner"/></cell>
      <cell>
        <xsl:choose>
          <xsl:when test="@new-due-text">
            <xsl:if test="@r:due-text"><p><xsl:value-of select="@r:due-text"/></p></xsl:if>
            <p tight="yes"><xsl:value-of select="concat($words/@register-new-due, ': ', @new-due-text)"/></p>
          </xsl:when>
          <xsl:otherwise><p><xsl:value-of select="@r:due-text"/></p></xsl:otherwise>
        </xsl:choose>
      </cell>
      <cell>
        <p><xsl:call-template name="status"/></p>
        <xsl:if test="@latest-date-text"><p tight="yes"><xsl:call-template name="latest"/></p></xsl:if>
      </cell>
    </row>
  </xsl:template>

  <xsl:template match="r:action" mode="list">
    <p hang="2"><xsl:call-template name="reference"/>: <xsl:call-template name="action"/></p>
    <box indent="2" tight="yes">
      <xsl:call-template name="line"><xsl:with-param name="label" select="$words/@register-status"/><xsl:with-param name="text"><xsl:call-template name="status"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="line"><xsl:with-param name="label" select="$words/@register-owner"/><xsl:with-param name="text"><xsl:call-template name="owner"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="line"><xsl:with-param name="label" select="$words/@register-due"/><xsl:with-param name="text" select="@r:due-text"/></xsl:call-template>
      <xsl:call-template name="line"><xsl:with-param name="label" select="$words/@register-new-due"/><xsl:with-param name="text" select="@new-due-text"/></xsl:call-template>
      <xsl:call-template name="line"><xsl:with-param name="label" select="$words/@register-source"/><xsl:with-param name="text"><xsl:call-template name="source"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="line"><xsl:with-param name="label" select="$words/@register-latest"/><xsl:with-param name="text"><xsl:call-template name="latest"/></xsl:with-param></xsl:call-template>
    </box>
  </xsl:template>

  <xsl:template name="line">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <xsl:if test="string($text) != ''"><p tight="yes" hang="2"><xsl:value-of select="concat($label, ': ', $text)"/></p></xsl:if>
  </xsl:template>

  <!-- Its address, else its number, else the meeting. -->
  <xsl:template name="reference">
    <xsl:choose>
      <xsl:when test="@reference"><xsl:value-of select="@reference"/></xsl:when>
      <xsl:when test="@r:number"><xsl:value-of select="@r:number"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@meeting-text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="source">
    <xsl:value-of select="@meeting-text"/>
    <xsl:if test="@item-text"><xsl:value-of select="concat(', ', @item-text)"/></xsl:if>
    <xsl:if test="@item-title and not(contains(@item-text, @item-title))"><xsl:value-of select="concat(': ', @item-title)"/></xsl:if>
    <xsl:if test="@body-shown"><xsl:value-of select="concat(', ', @body-name)"/></xsl:if>
  </xsl:template>

  <xsl:template name="action">
    <xsl:if test="@r:restricted"><xsl:value-of select="concat('[', $words/@register-restricted, '] ')"/></xsl:if>
    <xsl:choose>
      <xsl:when test="r:p"><xsl:value-of select="r:p"/></xsl:when>
      <xsl:when test="@carried"><xsl:value-of select="$words/@register-carried"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="owner">
    <xsl:choose>
      <xsl:when test="@owners"><xsl:value-of select="@owners"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$words/@register-nobody"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="status">
    <xsl:value-of select="@status-text"/>
    <xsl:if test="@overdue"><xsl:value-of select="concat(', ', $words/@register-overdue)"/></xsl:if>
    <xsl:if test="@track = 'no'"><xsl:value-of select="concat(', ', $words/@register-untracked)"/></xsl:if>
  </xsl:template>

  <xsl:template name="latest">
    <xsl:if test="@latest-date-text">
      <xsl:value-of select="@latest-date-text"/>
      <xsl:if test="@latest-text"><xsl:value-of select="concat(': ', @latest-text)"/></xsl:if>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
