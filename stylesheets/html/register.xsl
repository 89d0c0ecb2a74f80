<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages of registers: the actions of a body or of several, and who came to which meeting. Included by site.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:minutec:resolved" exclude-result-prefixes="r">
  <xsl:variable name="words" select="/r:*/r:words"/>

  <xsl:template match="/r:actions | /r:attendance">
    <xsl:call-template name="page">
      <xsl:with-param name="content">
        <xsl:if test="@as-of-text"><p class="facts"><xsl:value-of select="@as-of-text"/></p></xsl:if>
        <xsl:if test="@audience = 'full' and (.//@r:restricted or .//@restricted)"><p><span class="pill full"><xsl:value-of select="$labels/@audience-full"/></span></p></xsl:if>
        <xsl:call-template name="register-links"/>
        <xsl:if test="not(r:group or r:sheet)"><p>
          <xsl:choose>
            <xsl:when test="self::r:actions"><xsl:value-of select="$words/@register-no-actions"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$words/@register-no-meetings"/></xsl:otherwise>
          </xsl:choose>
        </p></xsl:if>
        <xsl:apply-templates select="r:group | r:sheet"/>
        <xsl:if test="@count-text"><p class="total"><xsl:value-of select="@count-text"/><xsl:if test="@untracked-text"><xsl:value-of select="concat(' ', @untracked-text)"/></xsl:if></p></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Links between the registers of a body; also on its index page. -->
  <xsl:template name="register-links">
    <xsl:if test="r:link">
      <nav class="registers" aria-label="{$words/@register-pages}">
        <ul>
          <xsl:for-each select="r:link">
            <li><a href="{@href}"><xsl:if test="@here"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="@text"/></a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- == actions == -->

  <xsl:template match="r:group">
    <xsl:variable name="id" select="concat('group-', position())"/>
    <div class="scroll" role="region" aria-labelledby="{$id}" tabindex="0">
      <table class="cards register">
        <caption id="{$id}">
          <xsl:choose>
            <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="../@title"/></xsl:otherwise>
          </xsl:choose>
        </caption>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="$words/@register-reference"/></th>
            <th scope="col"><xsl:value-of select="$words/@register-source"/></th>
            <th scope="col"><xsl:value-of select="$words/@register-action"/></th>
            <th scope="col"><xsl:value-of select="$words/@register-owner"/></th>
            <th scope="col"><xsl:value-of select="$words/@register-due"/></th>
            <th scope="col"><xsl:value-of select="$words/@register-new-due"/></th>
            <th scope="col"><xsl:value-of select="$words/@register-latest"/></th>
            <th scope="col"><xsl:value-of select="$words/@register-status"/></th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="r:action"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="r:action">
    <tr>
      <xsl:if test="@words-lang"><xsl:attribute name="lang"><xsl:value-of select="@words-lang"/></xsl:attribute></xsl:if>
      <th scope="row">
        <xsl:call-template name="register-link">
          <xsl:with-param name="href" select="@href"/>
          <xsl:with-param name="text">
            <xsl:choose>
              <xsl:when test="@reference"><xsl:value-of select="@reference"/></xsl:when>
              <xsl:when test="@r:number"><xsl:value-of select="@r:number"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="@meeting-text"/></xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </th>
      <td data-label="{$words/@register-source}">
        <xsl:value-of select="@meeting-text"/>
        <xsl:if test="@item-text">
          <xsl:text>, </xsl:text>
          <xsl:call-template name="register-link"><xsl:with-param name="href" select="@item-href"/><xsl:with-param name="text" select="@item-text"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="@item-title and not(contains(@item-text, @item-title))"><xsl:value-of select="concat(': ', @item-title)"/></xsl:if>
        <xsl:if test="@body-shown"><xsl:value-of select="concat(', ', @body-name)"/></xsl:if>
      </td>
      <td data-label="{$words/@register-action}">
        <xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
        <xsl:if test="@r:restricted"><span class="mark"><xsl:value-of select="$words/@register-restricted"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:choose>
          <xsl:when test="r:p"><xsl:value-of select="r:p"/></xsl:when>
          <xsl:when test="@carried"><em><xsl:value-of select="$words/@register-carried"/></em></xsl:when>
        </xsl:choose>
      </td>
      <td data-label="{$words/@register-owner}">
        <xsl:choose>
          <xsl:when test="@owners"><xsl:value-of select="@owners"/></xsl:when>
          <xsl:otherwise><em><xsl:value-of select="$words/@register-nobody"/></em></xsl:otherwise>
        </xsl:choose>
      </td>
      <td data-label="{$words/@register-due}"><xsl:value-of select="@r:due-text"/></td>
      <td data-label="{$words/@register-new-due}"><xsl:value-of select="@new-due-text"/></td>
      <td data-label="{$words/@register-latest}">
        <xsl:if test="@latest-date-text">
          <xsl:call-template name="register-link"><xsl:with-param name="href" select="@latest-href"/><xsl:with-param name="text" select="@latest-date-text"/></xsl:call-template>
          <xsl:if test="@latest-text">
            <xsl:text>: </xsl:text>
            <span><xsl:if test="@latest-lang"><xsl:attribute name="lang"><xsl:value-of select="@latest-lang"/></xsl:attribute></xsl:if><xsl:value-of select="@latest-text"/></span>
          </xsl:if>
        </xsl:if>
      </td>
      <td data-label="{$words/@register-status}">
        <span class="pill {@r:status}"><xsl:value-of select="@status-text"/></span>
        <xsl:if test="@overdue"><xsl:text> </xsl:text><span class="pill overdue"><xsl:value-of select="$words/@register-overdue"/></span></xsl:if>
        <xsl:if test="@track = 'no'"><xsl:text> </xsl:text><span class="pill"><xsl:value-of select="$words/@register-untracked"/></span></xsl:if>
      </td>
    </tr>
  </xsl:template>

  <xsl:template name="register-link">
    <xsl:param name="href"/>
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="$href"><a href="{$href}"><xsl:value-of select="$text"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
