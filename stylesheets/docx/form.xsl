<?xml version="1.0" encoding="UTF-8"?>
<!-- The form of a meeting to come, for its minutes to be typed into: docs/clerk-marks.md says how each place is marked. Its source is what
     render/next.c makes, with the facts that render/next_form.c adds. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
                xmlns:or="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:d="urn:minutec:docx" exclude-result-prefixes="m r w vt pkg mc or">
  <xsl:import href="../common/unhandled.xsl"/>
  <xsl:import href="package.xsl"/>
  <xsl:import href="styles.xsl"/>
  <xsl:import href="numbering.xsl"/>
  <xsl:import href="../paper/whole.xsl"/>
  <xsl:include href="form-styles.xsl"/>
  <xsl:include href="form-places.xsl"/>
  <xsl:include href="form-people.xsl"/>
  <xsl:include href="form-items.xsl"/>

  <xsl:template name="own-parts">
    <pkg:part pkg:name="/word/glossary/document.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml">
      <pkg:xmlData><xsl:call-template name="hints"/></pkg:xmlData>
    </pkg:part>
    <pkg:part pkg:name="/word/glossary/_rels/document.xml.rels" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">
      <pkg:xmlData>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
        </Relationships>
      </pkg:xmlData>
    </pkg:part>
    <pkg:part pkg:name="/word/glossary/styles.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml">
      <pkg:xmlData><w:styles><xsl:call-template name="hint-style"/></w:styles></pkg:xmlData>
    </pkg:part>
    <xsl:call-template name="properties"/>
  </xsl:template>

  <!-- What the document is, for whoever reads it back. -->
  <xsl:template name="properties">
    <pkg:part pkg:name="/docProps/custom.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.custom-properties+xml">
      <pkg:xmlData>
        <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">
          <xsl:variable name="marked" select=".//*[@r:mark]"/>
          <xsl:variable name="told" select="@body | @date | @sitting | @kind | $head/@version | $head/@sha256 | @r:audience | $marked"/>
          <xsl:for-each select="$told">
            <xsl:if test="not(@r:mark = preceding::*/@r:mark)">
              <property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{position() + 1}">
                <xsl:attribute name="name">
                  <xsl:choose>
                    <xsl:when test="@r:mark"><xsl:value-of select="@r:mark"/></xsl:when>
                    <xsl:otherwise><xsl:value-of select="concat('minutec:', local-name())"/></xsl:otherwise>
                  </xsl:choose>
                </xsl:attribute>
                <vt:lpwstr>
                  <xsl:choose>
                    <xsl:when test="@r:mark"><xsl:value-of select="@r:whole"/></xsl:when>
                    <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
                  </xsl:choose>
                </vt:lpwstr>
              </property>
            </xsl:if>
          </xsl:for-each>
          <d:printed pid="{count($told) + 2}"/>
        </Properties>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <xsl:template name="own-relationships">
    <Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rId4"
                  Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>
  </xsl:template>

  <xsl:template name="own-document-relationships">
    <Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rId8"
                  Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/glossaryDocument" Target="glossary/document.xml"/>
  </xsl:template>

  <!-- Each part of it but the text is in the order of the source. -->
  <xsl:template name="document">
    <w:document mc:Ignorable="w14 w15">
      <body>
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
        <sectPr>
          <headerReference type="default" or:id="rId4"/>
          <headerReference type="first" or:id="rId5"/>
          <footerReference type="default" or:id="rId6"/>
          <footerReference type="first" or:id="rId7"/>
          <pgSz w="11906" h="16838"/>
          <pgMar top="1361" right="1134" bottom="1247" left="1134" header="624" footer="567" gutter="0"/>
          <titlePg/>
        </sectPr>
      </body>
    </w:document>
  </xsl:template>

  <xsl:template match="r:line">
    <p style="Subtitle">
      <xsl:if test="position() = 1"><xsl:attribute name="style">Title</xsl:attribute></xsl:if>
      <r lang=""><xsl:call-template name="run-language"/><xsl:value-of select="."/></r>
    </p>
  </xsl:template>

  <!-- == details of the meeting == -->

  <xsl:template name="details">
    <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$labels/@form-details"/></xsl:call-template>
    <tbl>
      <tblPr>
        <tblStyle val="GridTable"/>
        <tblW w="9638" type="dxa"/>
        <tblLayout type="fixed"/>
        <tblLook val="0080" firstRow="0" lastRow="0" firstColumn="1" lastColumn="0" noHBand="1" noVBand="1"/>
        <tblCaption val="{$labels/@form-details}"/>
      </tblPr>
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
