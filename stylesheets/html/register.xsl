<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages of registers: the actions of a body or of several, and who came to which meeting. Included by site.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:minutec:resolved" exclude-result-prefixes="r">
  <xsl:variable name="words" select="/r:*/r:words"/>
  <!-- Those that every row asks for. -->
  <xsl:variable name="source-word" select="string($words/@register-source)"/>
  <xsl:variable name="action-word" select="string($words/@register-action)"/>
  <xsl:variable name="owner-word" select="string($words/@register-owner)"/>
  <xsl:variable name="due-word" select="string($words/@register-due)"/>
  <xsl:variable name="new-due-word" select="string($words/@register-new-due)"/>
  <xsl:variable name="latest-word" select="string($words/@register-latest)"/>
  <xsl:variable name="status-word" select="string($words/@register-status)"/>
  <xsl:variable name="possible-word" select="string($words/@register-possible)"/>
  <xsl:variable name="attended-word" select="string($words/@register-attended)"/>
  <xsl:variable name="rate-word" select="string($words/@register-rate)"/>
  <xsl:variable name="remote-word" select="string($words/@register-remote)"/>
  <xsl:variable name="apologies-word" select="string($words/@register-apologies)"/>
  <xsl:variable name="deputies-word" select="string($words/@register-deputies)"/>
  <xsl:variable name="absences-word" select="string($words/@register-absences)"/>
  <xsl:variable name="last-seen-word" select="string($words/@register-last-seen)"/>
  <xsl:variable name="months-word" select="string($words/@register-months)"/>
  <xsl:variable name="voting-word" select="string($words/@register-voting)"/>
  <xsl:variable name="quorum-word" select="string($words/@register-quorum)"/>
  <xsl:variable name="quorum-met-word" select="string($words/@register-quorum-met)"/>

  <xsl:template match="/r:actions | /r:attendance" mode="content">
    <xsl:if test="@as-of-text"><p class="facts"><xsl:value-of select="@as-of-text"/></p></xsl:if>
    <xsl:if test="@since-text"><p class="facts"><xsl:value-of select="@since-text"/></p></xsl:if>
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
  </xsl:template>

  <!-- Links between the registers of a body; also on its index page. -->
  <xsl:template name="register-links">
    <xsl:if test="r:link">
      <nav class="registers" aria-label="{$words/@register-pages}">
        <ul><xsl:apply-templates select="r:link[@kind = 'page']"/></ul>
        <xsl:if test="r:link[@kind = 'year']"><ul><xsl:apply-templates select="r:link[@kind = 'year']"/></ul></xsl:if>
        <ul><xsl:apply-templates select="r:link[@kind = 'file']"/></ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:link">
    <li><a href="{@href}"><xsl:if test="@here"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="@text"/></a></li>
  </xsl:template>

  <!-- == actions == -->

  <xsl:template match="r:group">
    <xsl:variable name="id" select="concat('group-', position())"/>
    <div class="scroll" role="region" aria-labelledby="{$id}" tabindex="0">
      <table class="cards register">
        <caption id="{$id}">
          <xsl:choose>
            <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$labels/@actions"/></xsl:otherwise>
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
        <xsl:choose>
          <xsl:when test="@reference">
            <xsl:call-template name="register-link"><xsl:with-param name="href" select="@href"/><xsl:with-param name="text" select="@reference"/></xsl:call-template>
          </xsl:when>
          <xsl:when test="@r:number">
            <xsl:call-template name="register-link"><xsl:with-param name="href" select="@href"/><xsl:with-param name="text" select="@r:number"/></xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="register-link"><xsl:with-param name="href" select="@href"/><xsl:with-param name="text" select="@meeting-text"/></xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </th>
      <td data-label="{$source-word}">
        <xsl:value-of select="@meeting-text"/>
        <xsl:if test="@item-text">
          <xsl:text>, </xsl:text>
          <xsl:call-template name="register-link"><xsl:with-param name="href" select="@item-href"/><xsl:with-param name="text" select="@item-text"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="@item-title and not(contains(@item-text, @item-title))"><xsl:value-of select="concat(': ', @item-title)"/></xsl:if>
        <xsl:if test="@body-shown"><xsl:value-of select="concat(', ', @body-name)"/></xsl:if>
      </td>
      <td class="words" data-label="{$action-word}">
        <xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
        <xsl:if test="@r:restricted"><span class="mark"><xsl:value-of select="$words/@register-restricted"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:choose>
          <xsl:when test="r:p"><xsl:value-of select="r:p"/></xsl:when>
          <xsl:when test="@carried"><em><xsl:value-of select="$words/@register-carried"/></em></xsl:when>
        </xsl:choose>
      </td>
      <td data-label="{$owner-word}">
        <xsl:choose>
          <xsl:when test="@owners"><xsl:value-of select="@owners"/></xsl:when>
          <xsl:otherwise><em><xsl:value-of select="$words/@register-nobody"/></em></xsl:otherwise>
        </xsl:choose>
      </td>
      <td data-label="{$due-word}"><xsl:value-of select="@r:due-text"/></td>
      <td data-label="{$new-due-word}"><xsl:value-of select="@new-due-text"/></td>
      <td class="words" data-label="{$latest-word}">
        <xsl:if test="@latest-date-text">
          <xsl:call-template name="register-link"><xsl:with-param name="href" select="@latest-href"/><xsl:with-param name="text" select="@latest-date-text"/></xsl:call-template>
          <xsl:if test="@latest-text">
            <xsl:text>: </xsl:text>
            <span><xsl:if test="@latest-lang"><xsl:attribute name="lang"><xsl:value-of select="@latest-lang"/></xsl:attribute></xsl:if><xsl:value-of select="@latest-text"/></span>
          </xsl:if>
        </xsl:if>
      </td>
      <td data-label="{$status-word}">
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

  <!-- == attendance == -->

  <xsl:template match="r:sheet">
    <xsl:variable name="id" select="concat('sheet-', position())"/>
    <section aria-labelledby="{$id}">
      <xsl:if test="@words-lang"><xsl:attribute name="lang"><xsl:value-of select="@words-lang"/></xsl:attribute></xsl:if>
      <h2 id="{$id}">
        <xsl:choose>
          <xsl:when test="count(../r:sheet) &gt; 1"><xsl:value-of select="@body-name"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$words/@register-members"/></xsl:otherwise>
        </xsl:choose>
      </h2>
      <xsl:if test="r:member">
        <div class="scroll" role="region" aria-labelledby="{$id} {$id}-marks" tabindex="0">
          <table class="register marks">
            <caption id="{$id}-marks"><xsl:value-of select="$words/@register-marks"/></caption>
            <thead>
              <tr>
                <th scope="col"><xsl:value-of select="$words/@register-person"/></th>
                <xsl:for-each select="r:meeting">
                  <th scope="col">
                    <xsl:call-template name="register-link"><xsl:with-param name="href" select="@href"/><xsl:with-param name="text" select="@text"/></xsl:call-template>
                    <xsl:if test="@kind-text"><xsl:text> </xsl:text><span class="kind"><xsl:value-of select="@kind-text"/></span></xsl:if>
                  </th>
                </xsl:for-each>
              </tr>
            </thead>
            <tbody>
              <xsl:for-each select="r:member">
                <tr>
                  <th scope="row"><xsl:call-template name="register-member"/></th>
                  <xsl:for-each select="r:mark">
                    <td class="{@mark}">
                      <xsl:if test="@symbol"><span aria-hidden="true"><xsl:value-of select="@symbol"/></span><span class="spoken"><xsl:value-of select="@text"/></span></xsl:if>
                    </td>
                  </xsl:for-each>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
        <p class="legend">
          <strong><xsl:value-of select="concat($words/@register-legend, ': ')"/></strong>
          <xsl:for-each select="r:legend">
            <xsl:if test="@symbol"><b><xsl:value-of select="@symbol"/></b><xsl:text> </xsl:text></xsl:if>
            <xsl:value-of select="@text"/>
            <xsl:choose><xsl:when test="position() != last()">; </xsl:when><xsl:otherwise>.</xsl:otherwise></xsl:choose>
          </xsl:for-each>
        </p>
        <div class="scroll" role="region" aria-labelledby="{$id} {$id}-totals" tabindex="0">
          <table class="cards register">
            <caption id="{$id}-totals"><xsl:value-of select="$words/@register-totals"/></caption>
            <thead>
              <tr>
                <th scope="col"><xsl:value-of select="$words/@register-person"/></th>
                <th scope="col"><xsl:value-of select="$words/@register-possible"/></th>
                <th scope="col"><xsl:value-of select="$words/@register-attended"/></th>
                <th scope="col"><xsl:value-of select="$words/@register-rate"/></th>
                <th scope="col"><xsl:value-of select="$words/@register-remote"/></th>
                <th scope="col"><xsl:value-of select="$words/@register-apologies"/></th>
                <th scope="col"><xsl:value-of select="$words/@register-deputies"/></th>
                <th scope="col"><xsl:value-of select="$words/@register-absences"/></th>
                <th scope="col"><xsl:value-of select="$words/@register-last-seen"/></th>
                <th scope="col"><xsl:value-of select="$words/@register-months"/></th>
              </tr>
            </thead>
            <tbody>
              <xsl:for-each select="r:member[not(@vacancy)]">
                <tr>
                  <th scope="row"><xsl:call-template name="register-member"/></th>
                  <td class="right" data-label="{$possible-word}"><xsl:value-of select="@possible"/></td>
                  <td class="right" data-label="{$attended-word}"><xsl:value-of select="@attended"/></td>
                  <td class="right" data-label="{$rate-word}"><xsl:value-of select="@rate-text"/></td>
                  <td class="right" data-label="{$remote-word}"><xsl:value-of select="@remote"/></td>
                  <td class="right" data-label="{$apologies-word}"><xsl:value-of select="@apologies"/></td>
                  <td class="right" data-label="{$deputies-word}"><xsl:value-of select="@deputies"/></td>
                  <td class="right" data-label="{$absences-word}"><xsl:value-of select="@absences"/></td>
                  <td data-label="{$last-seen-word}">
                    <xsl:choose>
                      <xsl:when test="@last-seen-text"><xsl:value-of select="@last-seen-text"/></xsl:when>
                      <xsl:otherwise><xsl:value-of select="$words/@register-never"/></xsl:otherwise>
                    </xsl:choose>
                  </td>
                  <td class="right" data-label="{$months-word}">
                    <xsl:value-of select="@months"/>
                    <xsl:if test="@six-months"><xsl:text> </xsl:text><span class="pill overdue"><xsl:value-of select="$words/@register-six-months"/></span></xsl:if>
                  </td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </xsl:if>
      <xsl:if test="r:other">
        <h3><xsl:value-of select="$words/@register-others"/></h3>
        <ul class="plain">
          <xsl:for-each select="r:other">
            <li>
              <span class="who"><xsl:value-of select="@name"/></span><xsl:text>: </xsl:text>
              <xsl:for-each select="r:mark">
                <xsl:variable name="at" select="@at"/>
                <xsl:value-of select="concat(../../r:meeting[position() = $at]/@text, ' (', @text, ')')"/><xsl:if test="position() != last()">, </xsl:if>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:if>
      <div class="scroll" role="region" aria-labelledby="{$id} {$id}-meetings" tabindex="0">
        <table class="cards register">
          <caption id="{$id}-meetings"><xsl:value-of select="$words/@register-meetings"/></caption>
          <thead>
            <tr>
              <th scope="col"><xsl:value-of select="$words/@register-meeting"/></th>
              <th scope="col"><xsl:value-of select="$words/@register-voting"/></th>
              <th scope="col"><xsl:value-of select="$words/@register-quorum"/></th>
              <th scope="col"><xsl:value-of select="$words/@register-quorum-met"/></th>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="r:meeting">
              <tr>
                <th scope="row">
                  <xsl:call-template name="register-link"><xsl:with-param name="href" select="@href"/><xsl:with-param name="text" select="@text"/></xsl:call-template>
                  <xsl:if test="@kind-text"><xsl:text> </xsl:text><span class="pill"><xsl:value-of select="@kind-text"/></span></xsl:if>
                </th>
                <td class="right" data-label="{$voting-word}"><xsl:value-of select="@voting"/></td>
                <td class="right" data-label="{$quorum-word}"><xsl:value-of select="@quorum"/></td>
                <td data-label="{$quorum-met-word}"><xsl:value-of select="@quorum-text"/></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template name="register-member">
    <xsl:value-of select="@name"/>
    <xsl:if test="@role-text"><xsl:value-of select="concat(' (', @role-text, ')')"/></xsl:if>
  </xsl:template>

  <xsl:template name="register-style">
    <style><![CDATA[
caption { text-align: left; font-weight: 650; font-size: 1.1rem; padding: .6rem 0 .3rem; }
.wide main, .wide header.site nav { max-width: 78rem; }
.register { width: 100%; }
.register td, .register th { overflow-wrap: normal; }
.register tbody th { font-weight: 600; }
.register tbody th a { overflow-wrap: anywhere; }
.marks { width: auto; }
.marks td { text-align: center; font-weight: 600; }
.marks thead th { min-width: 5.5rem; font-weight: 600; font-size: .9rem; }
.marks .kind { display: block; font-weight: 400; color: var(--soft); }
.marks tbody th { position: sticky; inset-inline-start: 0; background: var(--paper); min-width: 9rem; box-shadow: inset 0 0 0 1px var(--line); }
.marks .present, .marks .remote { background: var(--good); color: var(--good-ink); }
.marks .apologies, .marks .deputy { background: var(--warn); color: var(--warn-ink); }
.marks .absent { background: var(--bad); color: var(--bad-ink); }
.marks .unknown, .marks .vacant { background: var(--calm); color: var(--calm-ink); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.pill.overdue { background: var(--bad); color: var(--bad-ink); white-space: normal; }
.pill { white-space: normal; }
.total { font-weight: 600; }
.registers ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; }
.registers [aria-current] { color: inherit; text-decoration: none; font-weight: 650; }
.scroll { position: relative; }
@media (min-width: 40rem) { .register .words { min-width: 14rem; } }
@media (max-width: 40rem) { .cards caption { display: block; } .marks tbody th { min-width: 6.5rem; } .register td.right { text-align: left; } }
@media print { .registers { display: none; } .marks tbody th { position: static; } }
]]></style>
  </xsl:template>
</xsl:stylesheet>
