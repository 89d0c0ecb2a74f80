<?xml version="1.0" encoding="UTF-8"?>
<!-- The form of a meeting to come as a Word document. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
                xmlns:d="urn:minutec:docx" exclude-result-prefixes="m r w vt mc">
  <xsl:import href="../common/unhandled.xsl"/>
  <xsl:import href="package.xsl"/>
  <xsl:import href="styles.xsl"/>
  <xsl:import href="numbering.xsl"/>
  <xsl:import href="../paper/form.xsl"/>
  <xsl:include href="form-styles.xsl"/>

  <xsl:template name="own-parts">
    <part name="/word/glossary/document.xml" type="application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml">
      <data><xsl:call-template name="hints"/></data>
    </part>
    <part name="/word/glossary/_rels/document.xml.rels" type="application/vnd.openxmlformats-package.relationships+xml">
      <data>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
        </Relationships>
      </data>
    </part>
    <part name="/word/glossary/styles.xml" type="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml">
      <data><w:styles><xsl:call-template name="hint-style"/></w:styles></data>
    </part>
    <xsl:call-template name="properties"/>
  </xsl:template>

  <!-- What the document is, for whoever reads it back. -->
  <xsl:template name="properties">
    <part name="/docProps/custom.xml" type="application/vnd.openxmlformats-officedocument.custom-properties+xml">
      <data>
        <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">
          <xsl:for-each select="$told">
            <property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{position() + 1}">
              <xsl:attribute name="name"><xsl:call-template name="property-name"/></xsl:attribute>
              <vt:lpwstr><xsl:call-template name="property-value"/></vt:lpwstr>
            </property>
          </xsl:for-each>
          <d:printed pid="{count($told) + 2}"/>
        </Properties>
      </data>
    </part>
  </xsl:template>

  <xsl:template name="own-relationships">
    <Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rId4"
                  Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>
  </xsl:template>

  <xsl:template name="own-document-relationships">
    <Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rId8"
                  Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/glossaryDocument" Target="glossary/document.xml"/>
  </xsl:template>

  <xsl:template name="document">
    <w:document mc:Ignorable="w14 w15">
      <body>
        <xsl:call-template name="content"/>
        <sectPr>
          <headerReference type="default">rId4</headerReference>
          <headerReference type="first">rId5</headerReference>
          <footerReference type="default">rId6</footerReference>
          <footerReference type="first">rId7</footerReference>
          <pgSz w="11906" h="16838"/>
          <pgMar top="1361" right="1134" bottom="1247" left="1134" header="624" footer="567" gutter="0"/>
          <titlePg/>
        </sectPr>
      </body>
    </w:document>
  </xsl:template>

  <!-- The hints once more, for Word to put back where typing is taken back, and into rows that are added. -->
  <xsl:template name="hints">
    <w:glossaryDocument>
      <w:docParts>
        <xsl:for-each select="$labels/@*[starts-with(local-name(), 'hint-')]">
          <w:docPart>
            <w:docPartPr>
              <w:name w:val="minutec-{local-name()}"/>
              <w:category><w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category>
              <w:types><w:type w:val="bbPlcHdr"/></w:types>
              <w:behaviors><w:behavior w:val="content"/></w:behaviors>
            </w:docPartPr>
            <w:docPartBody><p><r style="PlaceholderText"><xsl:value-of select="."/></r></p></w:docPartBody>
          </w:docPart>
        </xsl:for-each>
      </w:docParts>
    </w:glossaryDocument>
  </xsl:template>

  <!-- beside: the first column heads the rows. -->
  <xsl:template name="table-properties">
    <xsl:param name="caption"/>
    <xsl:param name="width" select="9638"/>
    <xsl:param name="indent"/>
    <xsl:param name="beside" select="false()"/>
    <tblPr>
      <tblStyle val="GridTable"/>
      <tblW w="{$width}" type="dxa"/>
      <xsl:if test="$indent"><tblInd w="{$indent}" type="dxa"/></xsl:if>
      <tblLayout type="fixed"/>
      <xsl:choose>
        <xsl:when test="$beside"><tblLook val="0080" firstRow="0" lastRow="0" firstColumn="1" lastColumn="0" noHBand="1" noVBand="1"/></xsl:when>
        <xsl:otherwise><tblLook val="0020" firstRow="1" lastRow="0" firstColumn="0" lastColumn="0" noHBand="1" noVBand="1"/></xsl:otherwise>
      </xsl:choose>
      <tblCaption val="{$caption}"/>
    </tblPr>
  </xsl:template>
</xsl:stylesheet>
