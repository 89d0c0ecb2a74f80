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
      <xsl:if test="@since-text"><p><xsl:value-of select="@since-text"/></p></xsl:if>
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

  <!-- == attendance == -->

  <xsl:template match="r:sheet">
    <xsl:variable name="several" select="count(../r:sheet) &gt; 1"/>
    <xsl:if test="$several"><h under="-"><xsl:value-of select="@body-name"/></h></xsl:if>
    <xsl:if test="r:member">
      <xsl:choose>
        <xsl:when test="$form = 'list'"><xsl:apply-templates select="r:member" mode="list"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="matrix">
            <xsl:with-param name="from" select="1"/>
            <xsl:with-param name="most" select="floor((/r:*/@width - 26) div 8)"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <p>
        <xsl:value-of select="concat($words/@register-legend, ': ')"/>
        <xsl:for-each select="r:legend">
          <xsl:if test="@symbol"><xsl:value-of select="concat(@symbol, ' ')"/></xsl:if>
          <xsl:value-of select="@text"/>
          <xsl:choose><xsl:when test="position() != last()">; </xsl:when><xsl:otherwise>.</xsl:otherwise></xsl:choose>
        </xsl:for-each>
      </p>
      <xsl:if test="$form != 'list'">
        <h><xsl:value-of select="$words/@register-totals"/></h>
        <table>
          <col rest="yes"/><col width="13"/><col width="14"/><col width="18"/>
          <row head="yes">
            <cell><xsl:value-of select="$words/@register-person"/></cell>
            <cell><xsl:value-of select="$words/@register-attended"/></cell>
            <cell><xsl:value-of select="$words/@register-away"/></cell>
            <cell><xsl:value-of select="$words/@register-last-seen"/></cell>
          </row>
          <xsl:for-each select="r:member[not(@vacancy)]">
            <row>
              <cell><xsl:call-template name="member-name"/></cell>
              <cell><xsl:value-of select="@attended-text"/></cell>
              <cell><xsl:call-template name="away"/></cell>
              <cell><xsl:call-template name="seen"/></cell>
            </row>
          </xsl:for-each>
        </table>
      </xsl:if>
    </xsl:if>
    <xsl:if test="r:other">
      <h><xsl:value-of select="$words/@register-others"/></h>
      <xsl:for-each select="r:other">
        <p hang="2">
          <xsl:if test="position() != 1"><xsl:attribute name="tight">yes</xsl:attribute></xsl:if>
          <xsl:value-of select="concat(@name, ': ')"/>
          <xsl:for-each select="r:mark">
            <xsl:value-of select="concat(@date, ' ', @symbol)"/><xsl:if test="position() != last()">, </xsl:if>
          </xsl:for-each>
        </p>
      </xsl:for-each>
    </xsl:if>
    <h><xsl:value-of select="$words/@register-meetings"/></h>
    <xsl:choose>
      <xsl:when test="$form = 'list'">
        <xsl:for-each select="r:meeting">
          <p hang="2">
            <xsl:if test="position() != 1"><xsl:attribute name="tight">yes</xsl:attribute></xsl:if>
            <xsl:value-of select="@text"/>
            <xsl:if test="@voting"><xsl:value-of select="concat('. ', $words/@register-voting, ': ', @voting)"/></xsl:if>
            <xsl:if test="@quorum"><xsl:value-of select="concat('. ', $words/@register-quorum, ': ', @quorum, '. ', $words/@register-quorum-met, ': ', @quorum-text)"/></xsl:if>
          </p>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <table>
          <col rest="yes"/><col min="8" max="16"/><col min="8" max="12"/><col min="6" max="12"/>
          <row head="yes">
            <cell><xsl:value-of select="$words/@register-meeting"/></cell>
            <cell><xsl:value-of select="$words/@register-voting"/></cell>
            <cell><xsl:value-of select="$words/@register-quorum"/></cell>
            <cell><xsl:value-of select="$words/@register-quorum-met"/></cell>
          </row>
          <xsl:for-each select="r:meeting">
            <row>
              <cell><xsl:value-of select="@text"/><xsl:if test="@kind-text"><xsl:value-of select="concat(', ', @kind-text)"/></xsl:if></cell>
              <cell align="right"><xsl:value-of select="@voting"/></cell>
              <cell align="right"><xsl:value-of select="@quorum"/></cell>
              <cell><xsl:value-of select="@quorum-text"/></cell>
            </row>
          </xsl:for-each>
        </table>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- As many meetings side by side as there is room for, then the next ones. -->
  <xsl:template name="matrix">
    <xsl:param name="from"/>
    <xsl:param name="most"/>
    <xsl:variable name="to" select="$from + $most - 1"/>
    <table>
      <col rest="yes"/>
      <xsl:for-each select="r:meeting[position() &gt;= $from and position() &lt;= $to]"><col width="5"/></xsl:for-each>
      <row head="yes">
        <cell><xsl:value-of select="$words/@register-person"/></cell>
        <xsl:for-each select="r:meeting[position() &gt;= $from and position() &lt;= $to]">
          <cell><xsl:value-of select="@year"/><br/><xsl:value-of select="@day"/><xsl:value-of select="@sitting"/></cell>
        </xsl:for-each>
      </row>
      <xsl:for-each select="r:member">
        <row>
          <cell><xsl:call-template name="member-name"/></cell>
          <xsl:for-each select="r:mark[position() &gt;= $from and position() &lt;= $to]"><cell><xsl:value-of select="@symbol"/></cell></xsl:for-each>
        </row>
      </xsl:for-each>
    </table>
    <xsl:if test="count(r:meeting) &gt; $to">
      <xsl:call-template name="matrix"><xsl:with-param name="from" select="$to + 1"/><xsl:with-param name="most" select="$most"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="member-name">
    <xsl:value-of select="@name"/>
    <xsl:if test="@role-text"><xsl:value-of select="concat(' (', @role-text, ')')"/></xsl:if>
  </xsl:template>

  <xsl:template name="away">
    <xsl:if test="@apologies &gt; 0"><xsl:value-of select="concat($words/@register-apologies, ': ', @apologies)"/><xsl:if test="@deputies &gt; 0 or @absences &gt; 0">. </xsl:if></xsl:if>
    <xsl:if test="@deputies &gt; 0"><xsl:value-of select="concat($words/@register-deputies, ': ', @deputies)"/><xsl:if test="@absences &gt; 0">. </xsl:if></xsl:if>
    <xsl:if test="@absences &gt; 0"><xsl:value-of select="concat($words/@register-absences, ': ', @absences)"/></xsl:if>
  </xsl:template>

  <xsl:template name="seen">
    <xsl:choose>
      <xsl:when test="@last-seen-text"><xsl:value-of select="@last-seen-text"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$words/@register-never"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@months &gt; 0"><xsl:value-of select="concat('. ', $words/@register-months, ': ', @months)"/></xsl:if>
    <xsl:if test="@six-months"><xsl:value-of select="concat('. ', $words/@register-six-months)"/></xsl:if>
  </xsl:template>

  <xsl:template match="r:member" mode="list">
    <p hang="2"><xsl:call-template name="member-name"/></p>
    <box indent="2" tight="yes">
      <p tight="yes" hang="2">
        <xsl:for-each select="r:mark[@symbol]"><xsl:value-of select="concat(@date, ' ', @symbol)"/><xsl:if test="position() != last()">, </xsl:if></xsl:for-each>
      </p>
      <xsl:call-template name="line"><xsl:with-param name="label" select="$words/@register-attended"/><xsl:with-param name="text" select="@attended-text"/></xsl:call-template>
      <xsl:call-template name="line"><xsl:with-param name="label" select="$words/@register-away"/><xsl:with-param name="text"><xsl:call-template name="away"/></xsl:with-param></xsl:call-template>
      <xsl:if test="not(@vacancy)"><xsl:call-template name="line"><xsl:with-param name="label" select="$words/@register-last-seen"/><xsl:with-param name="text"><xsl:call-template name="seen"/></xsl:with-param></xsl:call-template></xsl:if>
    </box>
  </xsl:template>
</xsl:stylesheet>
