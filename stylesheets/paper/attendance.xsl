<?xml version="1.0" encoding="UTF-8"?>
<!-- Who was there: lists with a label in front; one table of names and roles where most of those below headings had one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">

  <xsl:template match="m:attendance">
    <xsl:if test="*">
      <xsl:call-template name="section-heading"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="of" select="."/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$columns or 2 * count(*/m:person[@r:role-text and not(@as)]) &lt;= count(*/m:person)"><xsl:apply-templates select="*" mode="list"/></xsl:when>
        <xsl:otherwise>
          <tbl>
            <xsl:call-template name="table-properties">
              <xsl:with-param name="style" select="'GridTable'"/>
              <xsl:with-param name="width" select="9638"/>
              <xsl:with-param name="caption" select="string(@r:label)"/>
            </xsl:call-template>
            <tblGrid><gridCol w="4000"/><gridCol w="5638"/></tblGrid>
            <tr whole="yes" head="yes">
              <tc><p style="TableHeading"><xsl:value-of select="$labels/@name"/></p></tc>
              <tc><p style="TableHeading"><xsl:value-of select="$labels/@role"/></p></tc>
            </tr>
            <xsl:apply-templates select="*" mode="rows"/>
          </tbl>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- == lists == -->

  <!-- A label that is longer than the room before the names has a line of its own. -->
  <xsl:variable name="label-room" select="16"/>

  <xsl:template match="m:present | m:in-attendance | m:apologies | m:absent | m:unknown" mode="list">
    <!-- A printed label says itself that there was nobody. -->
    <xsl:variable name="nobody" select="not(m:person or @label)"/>
    <xsl:variable name="beside" select="@r:label[($nobody or ../m:person) and string-length(.) &lt;= $label-room]"/>
    <xsl:if test="not($beside)">
      <p style="AttendanceLabel"><r><xsl:if test="$foreign"><xsl:call-template name="run-language"/></xsl:if><xsl:value-of select="@r:label"/></r></p>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="m:person and (self::m:present or self::m:in-attendance)">
        <xsl:for-each select="m:person">
          <xsl:call-template name="entry"><xsl:with-param name="label" select="$beside"/><xsl:with-param name="first" select="position() = 1"/></xsl:call-template>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="$nobody or m:person">
        <xsl:call-template name="entry"><xsl:with-param name="label" select="$beside"/><xsl:with-param name="first" select="true()"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="@r:accepted-text">
      <p style="Attendance">
        <r><tab/><xsl:value-of select="@r:accepted-text"/></r>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:note" mode="list">
    <prose style="Note">
      <xsl:call-template name="blocks"/>
    </prose>
  </xsl:template>

  <!-- One person, or a list in which they follow one another. -->
  <xsl:template name="entry">
    <xsl:param name="label"/>
    <xsl:param name="first"/>
    <p style="Attendance">
      <xsl:if test="$first and $label">
        <xsl:attribute name="style">AttendanceFirst</xsl:attribute>
        <r style="Label"><xsl:value-of select="$label"/></r>
      </xsl:if>
      <xsl:if test="not(self::m:person or m:person)"><r><tab/><xsl:value-of select="$labels/@nobody"/></r></xsl:if>
      <xsl:for-each select="self::m:person | m:person">
        <r>
          <xsl:if test="$foreign"><xsl:call-template name="run-language"/></xsl:if>
          <xsl:if test="position() = 1"><tab/></xsl:if>
          <xsl:value-of select="@r:text"/>
          <xsl:if test="position() != last()">; </xsl:if>
        </r>
      </xsl:for-each>
    </p>
  </xsl:template>

  <!-- == rows == -->

  <xsl:template match="m:present | m:in-attendance | m:apologies | m:absent | m:unknown" mode="rows">
    <xsl:if test="@r:label">
      <tr whole="yes">
        <tc span="2" fill="{$heading-fill}">
          <p style="TableHeading"><r><xsl:if test="$foreign"><xsl:call-template name="run-language"/></xsl:if><xsl:value-of select="@r:label"/></r></p>
        </tc>
      </tr>
    </xsl:if>
    <xsl:apply-templates select="m:person" mode="rows"/>
    <xsl:if test="not(m:person or @label)">
      <xsl:call-template name="whole-row"><xsl:with-param name="text" select="string($labels/@nobody)"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="@r:accepted-text">
      <xsl:call-template name="whole-row"><xsl:with-param name="text" select="string(@r:accepted-text)"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="whole-row">
    <xsl:param name="text"/>
    <tr whole="yes">
      <tc span="2">
        <p style="TableText"><xsl:value-of select="$text"/></p>
      </tc>
    </tr>
  </xsl:template>

  <xsl:template match="m:note" mode="rows">
    <tr whole="yes">
      <tc span="2">
        <prose style="TableText">
          <xsl:call-template name="blocks"><xsl:with-param name="cell" select="true()"/></xsl:call-template>
        </prose>
      </tc>
    </tr>
  </xsl:template>

  <xsl:template match="m:person" mode="rows">
    <tr whole="yes">
      <xsl:choose>
        <xsl:when test="@r:name and not(@as)">
          <tc><p style="TableText"><r><xsl:if test="$foreign"><xsl:call-template name="run-language"/></xsl:if><xsl:value-of select="@r:name"/></r></p></tc>
          <tc>
            <p style="TableText">
              <xsl:apply-templates select="@r:detail" mode="fact"/>
              <xsl:for-each select="@r:role-text | @r:mode-text | @r:times-text | @r:deputy-text">
                <xsl:apply-templates select="." mode="fact"><xsl:with-param name="behind" select="position() &gt; 1 or ../@r:detail"/></xsl:apply-templates>
              </xsl:for-each>
            </p>
          </tc>
        </xsl:when>
        <xsl:otherwise>
          <tc span="2">
            <p style="TableText"><r><xsl:if test="$foreign"><xsl:call-template name="run-language"/></xsl:if><xsl:value-of select="@r:text"/></r></p>
          </tc>
        </xsl:otherwise>
      </xsl:choose>
    </tr>
  </xsl:template>

  <xsl:template match="@*" mode="fact">
    <xsl:param name="behind"/>
    <r>
      <xsl:if test="$foreign"><xsl:for-each select=".."><xsl:call-template name="run-language"/></xsl:for-each></xsl:if>
      <xsl:if test="$behind">, </xsl:if>
      <xsl:value-of select="."/>
    </r>
  </xsl:template>
</xsl:stylesheet>
