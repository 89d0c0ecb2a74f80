<?xml version="1.0" encoding="UTF-8"?>
<!-- Who came: a row for each member with boxes to tick, and rows for others. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" exclude-result-prefixes="m r w15">

  <xsl:template match="m:attendance">
    <xsl:variable name="people" select="m:unknown/m:person"/>
    <xsl:variable name="title" select="string($labels/@attendance)"/>
    <xsl:if test="$people">
      <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$title"/></xsl:call-template>
      <tbl>
        <xsl:call-template name="table-properties"><xsl:with-param name="caption" select="$title"/></xsl:call-template>
        <tblGrid><gridCol w="2758"/><gridCol w="1100"/><gridCol w="950"/><gridCol w="1580"/><gridCol w="1100"/><gridCol w="2150"/></tblGrid>
        <tr whole="yes" head="yes">
          <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@name"/></xsl:call-template>
          <tc><p style="MinutesTickHeading"><xsl:value-of select="$labels/@present"/></p></tc>
          <tc><p style="MinutesTickHeading"><xsl:value-of select="$labels/@form-online"/></p></tc>
          <tc><p style="MinutesTickHeading"><xsl:value-of select="$labels/@apologies"/></p></tc>
          <tc><p style="MinutesTickHeading"><xsl:value-of select="$labels/@absent"/></p></tc>
          <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@form-note"/></xsl:call-template>
        </tr>
        <xsl:variable name="apart" select="$people[@r:list = 'in-attendance']"/>
        <xsl:variable name="members" select="$people[@r:list != 'in-attendance']"/>
        <xsl:if test="$apart and $members">
          <xsl:call-template name="group-row"><xsl:with-param name="text" select="$labels/@form-members"/></xsl:call-template>
        </xsl:if>
        <xsl:apply-templates select="$members"/>
        <xsl:if test="$apart">
          <xsl:call-template name="group-row"><xsl:with-param name="text" select="$labels/@in-attendance"/></xsl:call-template>
        </xsl:if>
        <xsl:apply-templates select="$apart"/>
      </tbl>
    </xsl:if>
    <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$labels/@form-others"/></xsl:call-template>
    <tbl>
      <xsl:call-template name="table-properties"><xsl:with-param name="caption" select="$labels/@form-others"/></xsl:call-template>
      <tblGrid><gridCol w="2758"/><gridCol w="3780"/><gridCol w="950"/><gridCol w="2150"/></tblGrid>
      <tr whole="yes" head="yes">
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@name"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@form-organisation"/></xsl:call-template>
        <tc><p style="MinutesTickHeading"><xsl:value-of select="$labels/@form-online"/></p></tc>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@form-note"/></xsl:call-template>
      </tr>
      <sdt>
        <xsl:call-template name="repeating"><xsl:with-param name="place" select="'Guests'"/></xsl:call-template>
        <sdtContent>
          <xsl:call-template name="guest"/>
          <xsl:call-template name="guest"/>
        </sdtContent>
      </sdt>
    </tbl>
  </xsl:template>

  <xsl:template name="group-row">
    <xsl:param name="text"/>
    <tr whole="yes"><tc span="6" fill="F0F3F6"><p style="MinutesLabel" keep="yes"><xsl:value-of select="$text"/></p></tc></tr>
  </xsl:template>

  <!-- Somebody's list is in the name of the place: present or in-attendance. -->
  <xsl:template match="m:person">
    <tr whole="yes">
      <tc>
        <p style="MinutesAttendanceName">
          <bookmark anchor="{@r:mark}"/>
          <r><xsl:value-of select="@r:name"/></r>
          <xsl:if test="@r:role-text"><r style="Fact"><xsl:value-of select="concat(', ', @r:role-text)"/></r></xsl:if>
        </p>
      </tc>
      <xsl:variable name="list">
        <xsl:choose><xsl:when test="@r:list = 'in-attendance'">Officer</xsl:when><xsl:otherwise>Attendance</xsl:otherwise></xsl:choose>
      </xsl:variable>
      <xsl:call-template name="tick"><xsl:with-param name="place" select="concat($list, ' Present')"/><xsl:with-param name="hint" select="$labels/@present"/></xsl:call-template>
      <xsl:call-template name="tick"><xsl:with-param name="place" select="concat($list, ' Remote')"/><xsl:with-param name="hint" select="$labels/@form-online"/></xsl:call-template>
      <xsl:call-template name="tick"><xsl:with-param name="place" select="concat($list, ' Apologies')"/><xsl:with-param name="hint" select="$labels/@apologies"/></xsl:call-template>
      <xsl:call-template name="tick"><xsl:with-param name="place" select="concat($list, ' Absent')"/><xsl:with-param name="hint" select="$labels/@absent"/></xsl:call-template>
      <tc>
        <xsl:call-template name="place">
          <xsl:with-param name="place" select="concat($list, ' Note')"/><xsl:with-param name="key" select="@r:key"/><xsl:with-param name="hint" select="$labels/@hint-attendance"/>
        </xsl:call-template>
      </tc>
    </tr>
  </xsl:template>

  <xsl:template name="tick">
    <xsl:param name="place"/>
    <xsl:param name="hint"/>
    <tc>
      <xsl:call-template name="place">
        <xsl:with-param name="place" select="$place"/><xsl:with-param name="key" select="@r:key"/><xsl:with-param name="kind" select="'tick'"/>
        <xsl:with-param name="hint" select="$hint"/>
      </xsl:call-template>
    </tc>
  </xsl:template>

  <xsl:template name="guest">
    <sdt>
      <xsl:call-template name="repeated"/>
      <sdtContent>
        <tr whole="yes">
          <tc><xsl:call-template name="place"><xsl:with-param name="place" select="'Guest Name'"/><xsl:with-param name="hint" select="$labels/@hint-name"/></xsl:call-template></tc>
          <tc><xsl:call-template name="place"><xsl:with-param name="place" select="'Guest Organisation'"/><xsl:with-param name="hint" select="$labels/@hint-organisation"/></xsl:call-template></tc>
          <tc><xsl:call-template name="place"><xsl:with-param name="place" select="'Guest Remote'"/><xsl:with-param name="kind" select="'tick'"/><xsl:with-param name="hint" select="$labels/@form-online"/></xsl:call-template></tc>
          <tc><xsl:call-template name="place"><xsl:with-param name="place" select="'Guest Note'"/><xsl:with-param name="hint" select="$labels/@hint-note"/></xsl:call-template></tc>
        </tr>
      </sdtContent>
    </sdt>
  </xsl:template>
</xsl:stylesheet>
