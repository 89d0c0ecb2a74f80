<?xml version="1.0" encoding="UTF-8"?>
<!-- Who was there: lists with a label in front; one table of names and roles where most of those below headings had one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:d="urn:minutec:docx" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="m r">

  <xsl:template match="m:attendance">
    <xsl:if test="*">
      <xsl:call-template name="section-heading"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="of" select="."/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$columns or 2 * count(*/m:person[@r:role-text and not(@as)]) &lt;= count(*/m:person)"><xsl:apply-templates select="*" mode="list"/></xsl:when>
        <xsl:otherwise>
          <w:tbl>
            <w:tblPr>
              <w:tblStyle w:val="GridTable"/>
              <w:tblW w:w="9638" w:type="dxa"/>
              <w:tblLayout w:type="fixed"/>
              <w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
              <xsl:if test="@r:label"><w:tblCaption w:val="{@r:label}"/></xsl:if>
            </w:tblPr>
            <w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="5638"/></w:tblGrid>
            <w:tr>
              <w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
              <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@name"/></xsl:call-template>
              <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@role"/></xsl:call-template>
            </w:tr>
            <xsl:apply-templates select="*" mode="rows"/>
          </w:tbl>
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
    <xsl:variable name="beside" select="($nobody or m:person) and string-length(@r:label) &lt;= $label-room"/>
    <xsl:if test="not($beside)">
      <xsl:call-template name="line"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="style" select="'AttendanceLabel'"/><xsl:with-param name="of" select="."/></xsl:call-template>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="m:person and (self::m:present or self::m:in-attendance)">
        <xsl:for-each select="m:person">
          <xsl:call-template name="entry"><xsl:with-param name="label" select="../@r:label[$beside]"/><xsl:with-param name="first" select="position() = 1"/></xsl:call-template>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="$nobody or m:person">
        <xsl:call-template name="entry"><xsl:with-param name="label" select="@r:label[$beside]"/><xsl:with-param name="first" select="true()"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="@r:accepted-text">
      <w:p>
        <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'Attendance'"/></xsl:call-template>
        <w:r><w:tab/></w:r>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(@r:accepted-text)"/></xsl:call-template>
      </w:p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:note" mode="list">
    <xsl:call-template name="prose"><xsl:with-param name="style" select="'Note'"/></xsl:call-template>
  </xsl:template>

  <!-- One person, or a list in which they follow one another. -->
  <xsl:template name="entry">
    <xsl:param name="label"/>
    <xsl:param name="first"/>
    <w:p>
      <xsl:call-template name="paragraph-properties">
        <xsl:with-param name="style"><xsl:choose><xsl:when test="$first and $label">AttendanceFirst</xsl:when><xsl:otherwise>Attendance</xsl:otherwise></xsl:choose></xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$first">
        <xsl:call-template name="run"><xsl:with-param name="text" select="string($label)"/><xsl:with-param name="style" select="'Label'"/></xsl:call-template>
      </xsl:if>
      <w:r><w:tab/></w:r>
      <xsl:if test="not(self::m:person or m:person)"><xsl:call-template name="run"><xsl:with-param name="text" select="string($labels/@nobody)"/></xsl:call-template></xsl:if>
      <xsl:for-each select="self::m:person | m:person">
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(@r:text)"/><xsl:with-param name="of" select="."/></xsl:call-template>
        <xsl:if test="position() != last()"><w:r><w:t xml:space="preserve">; </w:t></w:r></xsl:if>
      </xsl:for-each>
    </w:p>
  </xsl:template>

  <!-- == rows == -->

  <xsl:template match="m:present | m:in-attendance | m:apologies | m:absent | m:unknown" mode="rows">
    <xsl:if test="@r:label">
      <w:tr>
        <w:trPr><w:cantSplit/></w:trPr>
        <w:tc>
          <w:tcPr><w:gridSpan w:val="2"/><w:shd w:val="clear" w:color="auto" w:fill="F0F3F6"/></w:tcPr>
          <xsl:call-template name="line"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="style" select="'TableHeading'"/><xsl:with-param name="of" select="."/></xsl:call-template>
        </w:tc>
      </w:tr>
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
    <w:tr>
      <w:trPr><w:cantSplit/></w:trPr>
      <w:tc>
        <w:tcPr><w:gridSpan w:val="2"/></w:tcPr>
        <xsl:call-template name="line"><xsl:with-param name="text" select="$text"/><xsl:with-param name="style" select="'TableText'"/></xsl:call-template>
      </w:tc>
    </w:tr>
  </xsl:template>

  <xsl:template match="m:note" mode="rows">
    <w:tr>
      <w:trPr><w:cantSplit/></w:trPr>
      <w:tc>
        <w:tcPr><w:gridSpan w:val="2"/></w:tcPr>
        <xsl:call-template name="prose"><xsl:with-param name="style" select="'TableText'"/><xsl:with-param name="cell" select="true()"/></xsl:call-template>
      </w:tc>
    </w:tr>
  </xsl:template>

  <xsl:template match="m:person" mode="rows">
    <w:tr>
      <w:trPr><w:cantSplit/></w:trPr>
      <xsl:choose>
        <xsl:when test="@r:name and not(@as)">
          <w:tc><xsl:call-template name="line"><xsl:with-param name="text" select="@r:name"/><xsl:with-param name="style" select="'TableText'"/><xsl:with-param name="of" select="."/></xsl:call-template></w:tc>
          <w:tc>
            <w:p>
              <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'TableText'"/></xsl:call-template>
              <xsl:apply-templates select="@r:detail" mode="fact"/>
              <xsl:for-each select="@r:role-text | @r:mode-text | @r:times-text | @r:deputy-text">
                <xsl:if test="position() &gt; 1 or ../@r:detail"><w:r><w:t xml:space="preserve">, </w:t></w:r></xsl:if>
                <xsl:apply-templates select="." mode="fact"/>
              </xsl:for-each>
            </w:p>
          </w:tc>
        </xsl:when>
        <xsl:otherwise>
          <w:tc>
            <w:tcPr><w:gridSpan w:val="2"/></w:tcPr>
            <xsl:call-template name="line"><xsl:with-param name="text" select="@r:text"/><xsl:with-param name="style" select="'TableText'"/><xsl:with-param name="of" select="."/></xsl:call-template>
          </w:tc>
        </xsl:otherwise>
      </xsl:choose>
    </w:tr>
  </xsl:template>

  <xsl:template match="@*" mode="fact">
    <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="of" select=".."/></xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
