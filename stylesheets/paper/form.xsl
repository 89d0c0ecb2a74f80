<?xml version="1.0" encoding="UTF-8"?>
<!-- The form of a meeting to come, for its minutes to be typed into: what its Word and OpenDocument files have in common, in the compact tree of
     src/render/docx.h. docs/clerk-marks.md says how each place is marked. Its source is what render/next.c makes, with the facts that
     render/next_form.c adds. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">
  <xsl:include href="whole.xsl"/>
  <xsl:include href="form-places.xsl"/>
  <xsl:include href="form-people.xsl"/>
  <xsl:include href="form-items.xsl"/>

  <!-- Whether anything is in another language. -->
  <xsl:variable name="foreign" select="boolean(//@xml:lang[. != $lang])"/>

  <!-- == numbers of items: they go on by themselves where an item is added == -->

  <xsl:variable name="number-start" select="/*/@r:number-start"/>
  <xsl:variable name="number-before" select="string(/*/@r:number-before)"/>
  <xsl:variable name="number-after" select="string(/*/@r:number-after)"/>
  <!-- Word counts no higher, and a percent sign would mean something else. -->
  <xsl:variable name="numbered" select="$number-start &lt; 32000 and not(contains(concat($number-before, $number-after), '%'))"/>

  <!-- == what the document is, for whoever reads it back == -->

  <xsl:variable name="told" select="/*/@body | /*/@date | /*/@sitting | /*/@kind | $head/@version | $head/@sha256 | /*/@r:audience | //*[@r:mark][not(@r:mark = preceding::*/@r:mark)]"/>

  <xsl:template name="property-name">
    <xsl:choose>
      <xsl:when test="@r:mark"><xsl:value-of select="@r:mark"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('minutec:', local-name())"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="property-value">
    <xsl:choose>
      <xsl:when test="@r:mark"><xsl:value-of select="@r:whole"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- == all of it; each part but the text is in the order of the source == -->

  <xsl:template name="content">
    <xsl:apply-templates select="$head/r:line"/>
    <p style="MinutesHelp"><xsl:value-of select="$labels/@form-intro"/></p>
    <xsl:if test="@r:audience = 'full' and .//m:restricted">
      <p style="MinutesHelp"><r style="Mark"><xsl:value-of select="$labels/@audience-full"/></r></p>
    </xsl:if>
    <xsl:call-template name="details"/>
    <xsl:apply-templates select="m:attendance"/>
    <xsl:call-template name="business"/>
    <xsl:call-template name="days"/>
    <xsl:apply-templates select="m:signature | m:contact"/>
    <!-- A document may not end in a table. -->
    <p style="Imprint"><xsl:value-of select="concat($head/@title, ' · ', $head/@status-text)"/></p>
  </xsl:template>

  <xsl:template match="r:line">
    <p style="Subtitle">
      <xsl:if test="position() = 1"><xsl:attribute name="style">Title</xsl:attribute></xsl:if>
      <r><xsl:call-template name="run-language"/><xsl:value-of select="."/></r>
    </p>
  </xsl:template>

  <!-- == details of the meeting == -->

  <xsl:template name="details">
    <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$labels/@form-details"/></xsl:call-template>
    <tbl>
      <xsl:call-template name="table-properties"><xsl:with-param name="caption" select="$labels/@form-details"/><xsl:with-param name="beside" select="true()"/></xsl:call-template>
      <tblGrid><gridCol w="1400"/><gridCol w="4438"/><gridCol w="1400"/><gridCol w="2400"/></tblGrid>
      <tr whole="yes">
        <xsl:call-template name="label-cell"><xsl:with-param name="text" select="$labels/@date"/></xsl:call-template>
        <tc><xsl:call-template name="place">
          <xsl:with-param name="place" select="'Meeting Date'"/><xsl:with-param name="kind" select="'date'"/>
          <xsl:with-param name="text" select="$head/@date-text"/><xsl:with-param name="iso" select="@date"/><xsl:with-param name="hint" select="$labels/@hint-date"/>
        </xsl:call-template></tc>
        <xsl:call-template name="label-cell"><xsl:with-param name="text" select="$labels/@form-starts"/></xsl:call-template>
        <tc><xsl:call-template name="place">
          <xsl:with-param name="place" select="'Meeting Start'"/><xsl:with-param name="text" select="m:meeting/@start"/><xsl:with-param name="hint" select="$labels/@hint-time"/>
        </xsl:call-template></tc>
      </tr>
      <tr whole="yes">
        <xsl:call-template name="label-cell"><xsl:with-param name="text" select="$labels/@venue"/></xsl:call-template>
        <tc><xsl:call-template name="place">
          <xsl:with-param name="place" select="'Meeting Venue'"/><xsl:with-param name="text" select="normalize-space(m:meeting/m:venue)"/><xsl:with-param name="hint" select="$labels/@hint-venue"/>
        </xsl:call-template></tc>
        <xsl:call-template name="label-cell"><xsl:with-param name="text" select="$labels/@form-ends"/></xsl:call-template>
        <tc><xsl:call-template name="place">
          <xsl:with-param name="place" select="'Meeting End'"/><xsl:with-param name="text" select="m:meeting/@end"/><xsl:with-param name="hint" select="$labels/@hint-time"/>
        </xsl:call-template></tc>
      </tr>
      <tr whole="yes">
        <xsl:call-template name="label-cell"><xsl:with-param name="text" select="$labels/@form-kind"/></xsl:call-template>
        <tc><xsl:call-template name="place">
          <xsl:with-param name="place" select="'Meeting Kind'"/><xsl:with-param name="kind" select="'choice'"/><xsl:with-param name="of" select="'kind'"/>
          <xsl:with-param name="value"><xsl:value-of select="@kind"/><xsl:if test="not(@kind)">ordinary</xsl:if></xsl:with-param><xsl:with-param name="hint" select="$labels/@hint-choose"/>
        </xsl:call-template></tc>
        <xsl:call-template name="label-cell"><xsl:with-param name="text" select="$labels/@form-mode"/></xsl:call-template>
        <tc><xsl:call-template name="place">
          <xsl:with-param name="place" select="'Meeting Mode'"/><xsl:with-param name="kind" select="'choice'"/><xsl:with-param name="of" select="'mode'"/>
          <xsl:with-param name="value" select="m:meeting/@mode"/><xsl:with-param name="hint" select="$labels/@hint-choose"/>
        </xsl:call-template></tc>
      </tr>
    </tbl>
  </xsl:template>

  <!-- == the end == -->

  <xsl:template match="m:signature">
    <p style="SignatureLabel" keep="yes">
      <xsl:value-of select="@label"/><xsl:if test="not(@label)"><xsl:value-of select="$labels/@signature"/></xsl:if>
    </p>
    <p style="SignatureLine">
      <r style="Speaker"><xsl:value-of select="@post"/><xsl:if test="not(@post)"><xsl:value-of select="$labels/@chair"/></xsl:if></r>
    </p>
  </xsl:template>

  <xsl:template match="m:contact">
    <xsl:call-template name="section-heading">
      <xsl:with-param name="text"><xsl:value-of select="@label"/><xsl:if test="not(@label)"><xsl:value-of select="$labels/@contact"/></xsl:if></xsl:with-param>
    </xsl:call-template>
    <xsl:for-each select="m:line">
      <p style="Contact" keep="{position() != last()}">
        <label style="Label" colon="{$colon}"><xsl:value-of select="@label"/></label>
        <r><xsl:value-of select="normalize-space(.)"/></r>
      </p>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
