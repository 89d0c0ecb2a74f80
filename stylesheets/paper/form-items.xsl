<?xml version="1.0" encoding="UTF-8"?>
<!-- What is minuted: items in the layout of the body, actions of earlier meetings, days to come. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" exclude-result-prefixes="m r w15">

  <!-- In columns a table of items ends before the actions of earlier meetings, which have a table of their own. -->
  <xsl:template name="business">
    <xsl:variable name="break" select="(m:previous-actions | m:item[m:previous-actions])[1]"/>
    <xsl:choose>
      <xsl:when test="not($columns)">
        <xsl:apply-templates select="m:item | m:previous-actions | m:restricted | r:more-items"/>
      </xsl:when>
      <xsl:when test="not($break)">
        <xsl:call-template name="item-table"><xsl:with-param name="rows" select="m:item | m:restricted | r:more-items"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="item-table">
          <xsl:with-param name="rows" select="$break/preceding-sibling::*[self::m:item or self::m:restricted or self::r:more-items] | $break[self::m:item]"/>
        </xsl:call-template>
        <xsl:apply-templates select="$break/self::m:previous-actions | $break/m:previous-actions"/>
        <xsl:call-template name="item-table">
          <xsl:with-param name="rows" select="$break/following-sibling::*[self::m:item or self::m:restricted or self::r:more-items]"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="item-table">
    <xsl:param name="rows"/>
    <xsl:if test="$rows">
      <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$labels/@items"/></xsl:call-template>
      <tbl>
        <xsl:call-template name="table-properties"><xsl:with-param name="caption" select="$labels/@items"/></xsl:call-template>
        <tblGrid><gridCol w="1400"/><gridCol w="6038"/><gridCol w="2200"/></tblGrid>
        <tr whole="yes" head="yes">
          <xsl:call-template name="heading-cell"><xsl:with-param name="text"><xsl:value-of select="m:columns/@n"/><xsl:if test="not(m:columns/@n)"><xsl:value-of select="$labels/@column-number"/></xsl:if></xsl:with-param></xsl:call-template>
          <xsl:call-template name="heading-cell"><xsl:with-param name="text"><xsl:value-of select="m:columns/@text"/><xsl:if test="not(m:columns/@text)"><xsl:value-of select="$labels/@column-item"/></xsl:if></xsl:with-param></xsl:call-template>
          <xsl:call-template name="heading-cell"><xsl:with-param name="text"><xsl:value-of select="m:columns/@for"/><xsl:if test="not(m:columns/@for)"><xsl:value-of select="$labels/@column-for"/></xsl:if></xsl:with-param></xsl:call-template>
        </tr>
        <xsl:apply-templates select="$rows"/>
      </tbl>
    </xsl:if>
  </xsl:template>

  <!-- == items == -->

  <xsl:template match="m:item">
    <xsl:choose>
      <xsl:when test="$columns"><xsl:call-template name="item-rows"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="item-blocks"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A restricted passage holds items, or actions of earlier meetings. -->
  <xsl:template match="m:restricted">
    <xsl:apply-templates select="m:item | m:update"/>
  </xsl:template>

  <!-- Items that nobody knows of yet. -->
  <xsl:template match="r:more-items">
    <sdt>
      <xsl:call-template name="repeating"><xsl:with-param name="place" select="'Items'"/></xsl:call-template>
      <sdtContent>
        <xsl:call-template name="further-item"/>
        <xsl:call-template name="further-item"/>
      </sdtContent>
    </sdt>
  </xsl:template>

  <xsl:template name="further-item">
    <sdt>
      <xsl:call-template name="repeated"/>
      <sdtContent>
        <xsl:choose>
          <xsl:when test="$columns"><xsl:call-template name="item-rows"/></xsl:when>
          <xsl:otherwise><xsl:call-template name="item-blocks"/></xsl:otherwise>
        </xsl:choose>
      </sdtContent>
    </sdt>
  </xsl:template>

  <xsl:template name="item-blocks">
    <xsl:choose>
      <xsl:when test="$numbered"><list num="3" of="Items"><p style="MinutesItem" numbered="yes"><xsl:call-template name="item-title"/></p></list></xsl:when>
      <xsl:otherwise>
        <p style="MinutesItem">
          <xsl:if test="@n"><r><xsl:value-of select="@n"/></r><r><tab/></r></xsl:if>
          <xsl:call-template name="item-title"/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="item-words"/>
    <tbl>
      <xsl:call-template name="table-properties">
        <xsl:with-param name="caption" select="concat($labels/@decision, ', ', $labels/@action)"/><xsl:with-param name="width" select="8918"/>
        <xsl:with-param name="indent" select="720"/><xsl:with-param name="beside" select="true()"/>
      </xsl:call-template>
      <tblGrid><gridCol w="1400"/><gridCol w="4118"/><gridCol w="1900"/><gridCol w="1500"/></tblGrid>
      <xsl:call-template name="decision-rows"><xsl:with-param name="span" select="3"/></xsl:call-template>
      <xsl:call-template name="action-rows"/>
    </tbl>
    <xsl:apply-templates select="m:previous-actions"/>
  </xsl:template>

  <xsl:template name="item-rows">
    <tr>
      <tc fill="F0F3F6">
        <xsl:choose>
          <xsl:when test="$numbered"><list num="3" of="Items"><p style="MinutesItemNumber" numbered="yes"/></list></xsl:when>
          <xsl:otherwise><p style="MinutesItemNumber"><xsl:value-of select="@n"/></p></xsl:otherwise>
        </xsl:choose>
      </tc>
      <tc span="2">
        <p style="MinutesItem"><xsl:call-template name="item-title"/></p>
        <xsl:call-template name="item-words"/>
      </tc>
    </tr>
    <xsl:call-template name="decision-rows"><xsl:with-param name="span" select="2"/></xsl:call-template>
    <xsl:call-template name="action-rows"/>
  </xsl:template>

  <xsl:template name="item-title">
    <xsl:if test="@r:mark"><bookmark anchor="{@r:mark}"/></xsl:if>
    <xsl:call-template name="control">
      <xsl:with-param name="place" select="'Item Title'"/><xsl:with-param name="key" select="@r:key"/><xsl:with-param name="kind" select="'text'"/>
      <xsl:with-param name="text" select="normalize-space(m:title)"/><xsl:with-param name="hint" select="$labels/@hint-title"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="item-words">
    <xsl:if test="parent::m:restricted">
      <p style="MinutesItemHelp"><r style="Mark"><xsl:value-of select="$labels/@restricted"/></r></p>
    </xsl:if>
    <xsl:if test="not(m:approval)">
      <xsl:for-each select="r:say"><p style="MinutesItemHelp"><xsl:value-of select="normalize-space(.)"/></p></xsl:for-each>
    </xsl:if>
    <xsl:for-each select="m:approval">
      <p style="MinutesItemHelp" keep="yes"><xsl:value-of select="@r:text"/></p>
      <xsl:call-template name="place">
        <xsl:with-param name="place" select="'Approval'"/><xsl:with-param name="key" select="@r:key"/><xsl:with-param name="kind" select="'choice'"/>
        <xsl:with-param name="of" select="'outcome'"/><xsl:with-param name="hint" select="$labels/@hint-outcome"/><xsl:with-param name="mark" select="@r:mark"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="place"><xsl:with-param name="place" select="'Text'"/><xsl:with-param name="hint" select="$labels/@hint-text"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="decision-rows">
    <xsl:param name="span"/>
    <sdt>
      <xsl:call-template name="repeating"><xsl:with-param name="place" select="'Decisions'"/></xsl:call-template>
      <sdtContent>
        <sdt>
          <xsl:call-template name="repeated"/>
          <sdtContent>
            <tr>
              <tc><p style="MinutesLabel"><xsl:value-of select="$labels/@decision"/></p></tc>
              <tc span="{$span}">
                <xsl:call-template name="place"><xsl:with-param name="place" select="'Decision'"/><xsl:with-param name="hint" select="$labels/@hint-decision"/></xsl:call-template>
              </tc>
            </tr>
          </sdtContent>
        </sdt>
      </sdtContent>
    </sdt>
  </xsl:template>

  <!-- In columns owner and day share a cell. -->
  <xsl:template name="action-rows">
    <sdt>
      <xsl:call-template name="repeating"><xsl:with-param name="place" select="'Actions'"/></xsl:call-template>
      <sdtContent>
        <sdt>
          <xsl:call-template name="repeated"/>
          <sdtContent>
            <tr whole="yes" fill="FFF6E0">
              <tc><p style="MinutesLabel"><xsl:value-of select="$labels/@action"/></p></tc>
              <tc><xsl:call-template name="place"><xsl:with-param name="place" select="'Action Text'"/><xsl:with-param name="hint" select="$labels/@hint-action"/></xsl:call-template></tc>
              <tc>
                <xsl:call-template name="place">
                  <xsl:with-param name="place" select="'Action Owner'"/><xsl:with-param name="kind" select="'combo'"/><xsl:with-param name="of" select="'owner'"/>
                  <xsl:with-param name="hint" select="$labels/@hint-owner"/>
                </xsl:call-template>
                <xsl:if test="$columns"><xsl:call-template name="action-due"/></xsl:if>
              </tc>
              <xsl:if test="not($columns)"><tc><xsl:call-template name="action-due"/></tc></xsl:if>
            </tr>
          </sdtContent>
        </sdt>
      </sdtContent>
    </sdt>
  </xsl:template>

  <xsl:template name="action-due">
    <xsl:call-template name="place">
      <xsl:with-param name="place" select="'Action Due'"/><xsl:with-param name="kind" select="'date'"/><xsl:with-param name="hint" select="$labels/@hint-due"/>
    </xsl:call-template>
  </xsl:template>

  <!-- == actions of earlier meetings == -->

  <xsl:template match="m:previous-actions">
    <xsl:variable name="title"><xsl:value-of select="@label"/><xsl:if test="not(@label)"><xsl:value-of select="$labels/@previous-actions"/></xsl:if></xsl:variable>
    <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$title"/></xsl:call-template>
    <tbl>
      <xsl:call-template name="table-properties"><xsl:with-param name="caption" select="$title"/></xsl:call-template>
      <tblGrid><gridCol w="900"/><gridCol w="2650"/><gridCol w="1350"/><gridCol w="1200"/><gridCol w="1250"/><gridCol w="2288"/></tblGrid>
      <tr whole="yes" head="yes">
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@column-number"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@action"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@owner"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@due"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@status"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@form-note"/></xsl:call-template>
      </tr>
      <xsl:apply-templates select="m:update | m:restricted"/>
    </tbl>
  </xsl:template>

  <xsl:template match="m:update">
    <tr whole="yes">
      <tc>
        <p style="MinutesUpdateNumber">
          <xsl:if test="@r:mark"><bookmark anchor="{@r:mark}"/></xsl:if>
          <r><xsl:value-of select="@n"/></r>
        </p>
      </tc>
      <tc>
        <xsl:if test="parent::m:restricted"><p style="MinutesUpdateSaid"><r style="Mark"><xsl:value-of select="$labels/@restricted"/></r></p></xsl:if>
        <p style="MinutesUpdateText"><xsl:value-of select="@r:text"/></p>
        <p style="MinutesUpdateSaid"><xsl:value-of select="@r:said"/></p>
      </tc>
      <tc><xsl:call-template name="place">
        <xsl:with-param name="place" select="'Update Owner'"/><xsl:with-param name="key" select="@r:key"/><xsl:with-param name="kind" select="'combo'"/>
        <xsl:with-param name="of" select="'owner'"/><xsl:with-param name="value" select="@r:owner"/><xsl:with-param name="text" select="@r:owners"/>
        <xsl:with-param name="hint" select="$labels/@hint-owner"/>
      </xsl:call-template></tc>
      <tc><xsl:call-template name="place">
        <xsl:with-param name="place" select="'Update Due'"/><xsl:with-param name="key" select="@r:key"/><xsl:with-param name="kind" select="'date'"/>
        <xsl:with-param name="iso" select="@r:due"/><xsl:with-param name="text" select="@r:due-text"/><xsl:with-param name="hint" select="$labels/@hint-due"/>
      </xsl:call-template></tc>
      <tc><xsl:call-template name="place">
        <xsl:with-param name="place" select="'Update Status'"/><xsl:with-param name="key" select="@r:key"/><xsl:with-param name="kind" select="'choice'"/>
        <xsl:with-param name="of" select="'status'"/><xsl:with-param name="value" select="@status"/><xsl:with-param name="hint" select="$labels/@hint-choose"/>
      </xsl:call-template></tc>
      <tc><xsl:call-template name="place">
        <xsl:with-param name="place" select="'Update Note'"/><xsl:with-param name="key" select="@r:key"/><xsl:with-param name="hint" select="$labels/@hint-update"/>
      </xsl:call-template></tc>
    </tr>
  </xsl:template>

  <!-- == days to come == -->

  <xsl:template name="days">
    <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$labels/@next-meeting"/></xsl:call-template>
    <tbl>
      <xsl:call-template name="table-properties"><xsl:with-param name="caption" select="$labels/@next-meeting"/></xsl:call-template>
      <tblGrid><gridCol w="2400"/><gridCol w="1200"/><gridCol w="1200"/><gridCol w="4838"/></tblGrid>
      <tr whole="yes" head="yes">
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@date"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@form-starts"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@form-ends"/></xsl:call-template>
        <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@venue"/></xsl:call-template>
      </tr>
      <sdt>
        <xsl:call-template name="repeating"><xsl:with-param name="place" select="'Days'"/></xsl:call-template>
        <sdtContent>
          <xsl:for-each select="m:item/m:next-meeting"><xsl:call-template name="day"/></xsl:for-each>
          <xsl:call-template name="day"/>
        </sdtContent>
      </sdt>
    </tbl>
  </xsl:template>

  <!-- A day that is known, or, called elsewhere than at one, an empty row. -->
  <xsl:template name="day">
    <sdt>
      <xsl:call-template name="repeated"/>
      <sdtContent>
        <tr whole="yes">
          <tc><xsl:call-template name="place">
            <xsl:with-param name="place" select="'Next Date'"/><xsl:with-param name="kind" select="'date'"/><xsl:with-param name="hint" select="$labels/@hint-date"/>
            <xsl:with-param name="iso" select="self::m:next-meeting/@date"/><xsl:with-param name="text" select="@r:date-text"/>
          </xsl:call-template></tc>
          <tc><xsl:call-template name="place">
            <xsl:with-param name="place" select="'Next Start'"/><xsl:with-param name="hint" select="$labels/@hint-time"/><xsl:with-param name="text" select="self::m:next-meeting/@start"/>
          </xsl:call-template></tc>
          <tc><xsl:call-template name="place">
            <xsl:with-param name="place" select="'Next End'"/><xsl:with-param name="hint" select="$labels/@hint-time"/><xsl:with-param name="text" select="self::m:next-meeting/@end"/>
          </xsl:call-template></tc>
          <tc><xsl:call-template name="place">
            <xsl:with-param name="place" select="'Next Venue'"/><xsl:with-param name="hint" select="$labels/@hint-venue"/><xsl:with-param name="text" select="self::m:next-meeting/@venue"/>
          </xsl:call-template></tc>
        </tr>
      </sdtContent>
    </sdt>
  </xsl:template>
</xsl:stylesheet>
