<?xml version="1.0" encoding="UTF-8"?>
<!-- The document from its title to the closing summary. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">

  <xsl:template name="content">
    <xsl:apply-templates select="r:head"/>
    <xsl:apply-templates select="m:attendance"/>
    <xsl:apply-templates select="*[not(self::r:* or self::m:meeting or self::m:attendance or self::m:provenance or self::m:signature or self::m:contact)]"/>
    <xsl:apply-templates select="m:signature"/>
    <xsl:apply-templates select="m:contact"/>
    <!-- A meeting that was cancelled raised none, as everybody knows. -->
    <xsl:apply-templates select="r:summary[r:row or not(../@held = 'cancelled')]"/>
    <xsl:if test="$history = 'yes'"><xsl:apply-templates select="r:head/r:contact"/></xsl:if>
    <!-- A document may not end in a table. -->
    <p style="Imprint"><xsl:value-of select="concat($head/@title, ' · ', $head/@status-text)"/></p>
  </xsl:template>

  <!-- == title == -->

  <xsl:template match="r:head">
    <xsl:apply-templates select="r:line" mode="title"/>
    <xsl:choose>
      <xsl:when test="../m:meeting/m:held">
        <p style="MeetingDetails"><r><xsl:if test="$foreign"><xsl:for-each select="../m:meeting/m:held"><xsl:call-template name="run-language"/></xsl:for-each></xsl:if><xsl:value-of select="../m:meeting/m:held"/></r></p>
      </xsl:when>
      <xsl:otherwise>
        <p style="MeetingDetails"><xsl:value-of select="@when-where"/></p>
      </xsl:otherwise>
    </xsl:choose>
    <p style="Status">
      <xsl:for-each select="@status-text | @kind-text | @held-text">
        <xsl:if test="position() &gt; 1"> · </xsl:if>
        <xsl:value-of select="."/>
      </xsl:for-each>
    </p>
    <xsl:if test="$sealed">
      <p style="Status"><r style="Mark"><xsl:value-of select="$labels/@audience-full"/></r></p>
    </xsl:if>
    <xsl:if test="$history = 'yes'"><xsl:apply-templates select="r:approved | r:amended"/></xsl:if>
  </xsl:template>

  <xsl:template match="r:line" mode="title">
    <p style="Subtitle">
      <xsl:if test="position() = 1"><xsl:attribute name="style">Title</xsl:attribute></xsl:if>
      <r><xsl:if test="$foreign"><xsl:call-template name="run-language"/></xsl:if><xsl:value-of select="."/></r>
    </p>
  </xsl:template>

  <!-- What later meetings said of these minutes. -->
  <xsl:template match="r:approved">
    <p style="Later"><xsl:value-of select="@text"/></p>
  </xsl:template>

  <xsl:template match="r:amended">
    <prose style="Later">
      <lead>
        <xsl:call-template name="sealed"/>
        <xsl:call-template name="link">
          <xsl:with-param name="href"><xsl:if test="@anchor"><xsl:value-of select="concat('#', @anchor)"/></xsl:if></xsl:with-param>
          <xsl:with-param name="text" select="@text"/>
          <xsl:with-param name="style" select="'Label'"/>
        </xsl:call-template>
        <xsl:text> </xsl:text>
      </lead>
      <xsl:call-template name="blocks"><xsl:with-param name="blocks" select="r:*"/></xsl:call-template>
    </prose>
  </xsl:template>

  <!-- == the end == -->

  <!-- The line to sign on stands above the first thing there is to print. -->
  <xsl:template match="m:signature">
    <xsl:variable name="lines" select="@r:name | @r:post | @r:date-text"/>
    <xsl:if test="$lines">
      <p style="SignatureLabel" keep="yes"><xsl:value-of select="@r:label"/></p>
    </xsl:if>
    <xsl:if test="not($lines)">
      <p style="SignatureLine"><xsl:value-of select="@r:label"/><xsl:if test="not(@r:label)"><xsl:value-of select="$labels/@signature"/></xsl:if></p>
    </xsl:if>
    <xsl:variable name="first" select="@r:name[. != ''] | @r:post[. != '' and not(../@r:name != '')] | @r:date-text[not(../@r:name != '' or ../@r:post != '')]"/>
    <p style="SignatureLine" keep="{count($lines) &gt; 1}"><r style="Speaker"><xsl:value-of select="$first"/></r></p>
    <xsl:if test="@r:name != ''">
      <p style="Signature" keep="{boolean(@r:date-text)}"><xsl:value-of select="@r:post"/></p>
    </xsl:if>
    <xsl:if test="@r:name != '' or @r:post != ''">
      <p style="Signature"><xsl:value-of select="@r:date-text"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:contact">
    <xsl:call-template name="section-heading"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="of" select="."/></xsl:call-template>
    <xsl:apply-templates select="m:line"/>
  </xsl:template>

  <xsl:template match="r:contact">
    <xsl:if test="r:line">
      <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$labels/@contact"/></xsl:call-template>
      <xsl:apply-templates select="r:line"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:line | r:line">
    <p style="Contact" keep="{position() != last()}">
      <label style="Label" colon="{$colon}"><xsl:value-of select="@r:label | @label[not(../@r:label)]"/></label>
      <xsl:variable name="href" select="string(@r:href | @href)"/>
      <xsl:choose>
        <xsl:when test="$href != ''">
          <xsl:call-template name="link"><xsl:with-param name="href" select="$href"/><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <r><xsl:if test="$foreign"><xsl:call-template name="run-language"/></xsl:if><xsl:value-of select="."/></r>
        </xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- The summary closes each document: what is to be done, whose it is, until when. -->
  <xsl:template match="r:summary">
    <p style="SummaryHeading"><xsl:value-of select="@title"/></p>
    <xsl:choose>
      <xsl:when test="not(r:row)">
        <p style="Normal"><xsl:value-of select="$labels/@no-actions"/></p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="status" select="$history = 'yes'"/>
        <tbl>
          <xsl:call-template name="table-properties">
            <xsl:with-param name="style" select="'GridTable'"/>
            <xsl:with-param name="width" select="9638"/>
            <xsl:with-param name="caption" select="string(@title)"/>
          </xsl:call-template>
          <tblGrid>
            <gridCol w="964"/><gridCol w="{4574 - 1400 * $status}"/><gridCol w="2000"/><gridCol w="2100"/>
            <xsl:if test="$status"><gridCol w="1400"/></xsl:if>
          </tblGrid>
          <tr whole="yes" head="yes">
            <tc><p style="TableHeading"><xsl:value-of select="$labels/@column-number"/></p></tc>
            <tc><p style="TableHeading"><xsl:value-of select="$labels/@action"/></p></tc>
            <tc><p style="TableHeading"><xsl:value-of select="$labels/@owner"/></p></tc>
            <tc><p style="TableHeading"><xsl:value-of select="$labels/@due"/></p></tc>
            <xsl:if test="$status"><tc><p style="TableHeading"><xsl:value-of select="$labels/@status"/></p></tc></xsl:if>
          </tr>
          <xsl:apply-templates select="r:row"/>
        </tbl>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:row">
    <tr whole="yes">
      <tc>
        <p style="TableText">
          <xsl:call-template name="link"><xsl:with-param name="href" select="@href"/><xsl:with-param name="text" select="@number"/></xsl:call-template>
        </p>
      </tc>
      <tc>
        <prose style="TableText">
          <xsl:if test="@restricted = 'yes'"><lead><xsl:call-template name="sealed"/></lead></xsl:if>
          <xsl:call-template name="blocks"><xsl:with-param name="cell" select="true()"/></xsl:call-template>
        </prose>
      </tc>
      <tc><p style="TableText"><xsl:value-of select="@owners"/></p></tc>
      <tc><p style="TableText"><xsl:value-of select="@due-text"/></p></tc>
      <xsl:if test="$history = 'yes'"><tc><p style="TableText"><xsl:value-of select="@status-text"/></p></tc></xsl:if>
    </tr>
  </xsl:template>
</xsl:stylesheet>
