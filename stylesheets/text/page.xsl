<?xml version="1.0" encoding="UTF-8"?>
<!-- The order of the document: title, what later meetings said, attendance, business, appendices, signature, contact, summary. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes"
                xmlns:r="urn:minutec:resolved" exclude-result-prefixes="m r">

  <xsl:param name="history" select="'no'"/>
  <xsl:variable name="head" select="/m:minutes/r:head"/>
  <xsl:variable name="labels" select="$head/r:labels"/>
  <!-- Those that are asked for again and again. -->
  <xsl:variable name="due-label" select="string($labels/@due)"/>
  <xsl:variable name="columns" select="/m:minutes/@r:layout = 'columns'"/>

  <xsl:template match="/m:minutes">
    <text>
      <xsl:apply-templates select="$head"/>
      <xsl:if test="$history = 'yes'"><xsl:apply-templates select="$head" mode="later"/></xsl:if>
      <xsl:apply-templates select="m:attendance"/>
      <xsl:variable name="business" select="*[not(self::r:* or self::m:provenance or self::m:meeting or self::m:attendance
                                              or self::m:appendix or self::m:signature or self::m:contact)]"/>
      <xsl:choose>
        <xsl:when test="not($business)"/>
        <xsl:when test="$columns">
          <table rules="yes">
            <col min="4" max="10"/><col rest="yes"/><col min="12" max="16"/>
            <xsl:for-each select="$business">
              <xsl:if test="not(self::m:columns or self::m:previous-actions)
                            and preceding-sibling::*[1][self::m:attendance or self::m:previous-actions]">
                <row head="yes">
                  <cell><xsl:value-of select="$labels/@column-number"/></cell>
                  <cell><xsl:value-of select="$labels/@column-item"/></cell>
                  <cell><xsl:value-of select="$labels/@column-for"/></cell>
                </row>
              </xsl:if>
              <xsl:apply-templates select="." mode="row"/>
            </xsl:for-each>
          </table>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="$business" mode="flow"/></xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="m:appendix" mode="flow"/>
      <xsl:apply-templates select="m:signature | m:contact"/>
      <!-- A meeting that was cancelled raised none, as everybody knows. -->
      <xsl:apply-templates select="r:summary[r:row or not(/m:minutes/@held = 'cancelled')]"/>
    </text>
  </xsl:template>

  <!-- Title, status, when and where. -->
  <xsl:template match="r:head">
    <h under="=">
      <xsl:for-each select="r:line"><xsl:value-of select="."/><br/></xsl:for-each>
    </h>
    <p>
      <xsl:choose>
        <xsl:when test="../m:meeting/m:held"><xsl:value-of select="../m:meeting/m:held"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@when-where"/></xsl:otherwise>
      </xsl:choose>
    </p>
    <p>
      <xsl:choose>
        <xsl:when test="@status = 'draft'"><xsl:value-of select="$labels/@draft-mark"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@status-text"/></xsl:otherwise>
      </xsl:choose>
    </p>
    <!-- A heading that was made names the kind of meeting already. -->
    <xsl:if test="../m:meeting/m:heading and @kind-text"><p tight="yes"><xsl:value-of select="@kind-text"/></p></xsl:if>
    <xsl:if test="@held-text"><p tight="yes"><xsl:value-of select="@held-text"/></p></xsl:if>
    <xsl:if test="../@r:audience = 'full' and ..//m:restricted"><p tight="yes"><xsl:value-of select="$labels/@audience-full"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="r:head" mode="later">
    <xsl:if test="r:approved or r:amended">
      <h under="-"><xsl:value-of select="$labels/@approvals"/></h>
      <xsl:for-each select="r:approved">
        <p>
          <xsl:if test="position() != 1"><xsl:attribute name="tight">yes</xsl:attribute></xsl:if>
          <xsl:value-of select="@text"/>
        </p>
      </xsl:for-each>
      <xsl:for-each select="r:amended">
        <p><xsl:call-template name="sealed"/><xsl:value-of select="@text"/></p>
        <box indent="2" tight="yes"><xsl:apply-templates select="*"/></box>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- Who was there, a line each. -->
  <xsl:template match="m:attendance">
    <xsl:if test="*">
      <h under="-"><xsl:value-of select="@r:label"/></h>
      <xsl:apply-templates select="*"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="m:attendance/m:note"><xsl:apply-templates select="." mode="block"/></xsl:template>
  <xsl:template match="m:present | m:in-attendance | m:apologies | m:absent | m:unknown">
    <p>
      <xsl:choose>
        <!-- A printed label says itself that there was nobody. -->
        <xsl:when test="@label and not(m:person)"><xsl:value-of select="@r:label"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="colon"><xsl:with-param name="label" select="@r:label"/></xsl:call-template>
          <xsl:if test="not(m:person)"><xsl:text> </xsl:text><xsl:value-of select="$labels/@nobody"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </p>
    <xsl:apply-templates select="m:person"/>
    <xsl:if test="@r:accepted-text"><p tight="yes"><xsl:value-of select="@r:accepted-text"/></p></xsl:if>
  </xsl:template>
  <xsl:template match="m:person">
    <box indent="2" tight="yes"><p hang="2"><xsl:value-of select="@r:text"/></p></box>
  </xsl:template>

  <!-- At the end. -->
  <xsl:template match="m:signature">
    <xsl:if test="@r:label">
      <lead>
        <xsl:call-template name="colon"><xsl:with-param name="label" select="@r:label"/></xsl:call-template>
        <xsl:if test="not(@date)"><xsl:text> ________________________________</xsl:text></xsl:if>
      </lead>
    </xsl:if>
    <p><xsl:if test="not(@date)"><br/></xsl:if><xsl:value-of select="@r:name"/></p>
    <xsl:if test="@r:post"><p tight="yes"><xsl:value-of select="@r:post"/></p></xsl:if>
    <xsl:if test="@r:date-text"><p tight="yes"><xsl:value-of select="@r:date-text"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="m:contact">
    <xsl:if test="@r:label"><h under="-"><xsl:value-of select="@r:label"/></h></xsl:if>
    <xsl:apply-templates select="m:line"/>
  </xsl:template>
  <xsl:template match="m:line">
    <xsl:call-template name="line"><xsl:with-param name="label" select="@r:label"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="line">
    <xsl:param name="label"/>
    <p hang="2">
      <xsl:if test="position() != 1"><xsl:attribute name="tight">yes</xsl:attribute></xsl:if>
      <xsl:if test="$label">
        <xsl:call-template name="colon"><xsl:with-param name="label" select="$label"/></xsl:call-template><xsl:text> </xsl:text>
      </xsl:if>
      <xsl:value-of select="."/>
    </p>
  </xsl:template>

  <!-- The body's own details where the minutes give none, and what abbreviations stand for. -->

  <!-- The summary closes each document: what is to be done, whose it is, until when. -->
  <xsl:template match="r:summary">
    <xsl:variable name="numbered" select="boolean(r:row/@number)"/>
    <h under="-"><xsl:value-of select="@title"/></h>
    <xsl:choose>
      <xsl:when test="not(r:row)"><p><xsl:value-of select="$labels/@no-actions"/></p></xsl:when>
      <xsl:otherwise>
        <table rules="yes">
          <xsl:if test="$numbered"><col min="4" max="10"/></xsl:if>
          <col rest="yes"/><col min="10" max="14"/><col min="12" max="14"/>
          <row head="yes">
            <xsl:if test="$numbered"><cell><xsl:value-of select="$labels/@column-number"/></cell></xsl:if>
            <cell><xsl:value-of select="$labels/@action"/></cell>
            <cell><xsl:value-of select="$labels/@owner"/></cell>
            <cell>
              <p><xsl:value-of select="$labels/@due"/></p>
              <xsl:if test="$history = 'yes'"><p tight="yes"><xsl:value-of select="$labels/@status"/></p></xsl:if>
            </cell>
          </row>
          <xsl:apply-templates select="r:row"><xsl:with-param name="numbered" select="$numbered"/></xsl:apply-templates>
        </table>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="r:row">
    <xsl:param name="numbered"/>
    <row>
      <xsl:if test="$numbered"><cell><xsl:value-of select="@number"/></cell></xsl:if>
      <cell>
        <xsl:if test="@restricted = 'yes'"><lead><xsl:call-template name="sealed"/></lead></xsl:if>
        <xsl:apply-templates select="*"/>
      </cell>
      <cell><xsl:value-of select="@owners"/></cell>
      <cell>
        <p><xsl:value-of select="@due-text"/></p>
        <xsl:if test="$history = 'yes'"><p tight="yes"><xsl:value-of select="@status-text"/></p></xsl:if>
      </cell>
    </row>
  </xsl:template>
</xsl:stylesheet>
