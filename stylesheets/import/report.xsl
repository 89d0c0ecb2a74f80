<?xml version="1.0" encoding="UTF-8"?>
<!-- What an import made of each source: a page a source, its blocks on the left and what they became on the right; and the index of all. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:minutec:resolved" exclude-result-prefixes="r">
  <xsl:include href="../html/style.xsl"/>
  <xsl:include href="../common/unhandled.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:param name="history"/>
  <xsl:variable name="labels" select="/r:*/r:labels"/>
  <xsl:variable name="words" select="/r:*/r:words"/>
  <!-- Those that every row asks for. -->
  <xsl:variable name="source-word" select="string($words/@import-in-source)"/>
  <xsl:variable name="became-word" select="string($words/@import-became)"/>
  <xsl:variable name="left-word" select="string($words/@import-left-out)"/>
  <xsl:variable name="lost-word" select="string($words/@import-lost)"/>

  <xsl:template match="/r:source | /r:imports">
    <html lang="{@lang}" dir="{@dir}">
      <head>
        <meta charset="utf-8"/>
        <title><xsl:value-of select="@title"/></title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="generator" content="minutec"/>
        <meta name="robots" content="noindex"/>
        <xsl:call-template name="style"/>
        <xsl:call-template name="report-style"/>
      </head>
      <body class="report">
        <a class="skip" href="#content"><xsl:value-of select="$labels/@skip"/></a>
        <xsl:if test="self::r:source">
          <header class="site">
            <nav aria-label="{$words/@import-report}"><ul><li><a href="index.html"><xsl:value-of select="$words/@import-all"/></a></li></ul></nav>
          </header>
        </xsl:if>
        <main id="content">
          <div class="title"><h1><xsl:value-of select="@title"/></h1></div>
          <xsl:apply-templates select="." mode="content"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- == a source == -->

  <xsl:template match="/r:source" mode="content">
    <xsl:if test="@tray-text"><p class="box note-box"><xsl:value-of select="concat($words/@import-set-aside, ': ', @tray-text)"/></p></xsl:if>
    <xsl:if test="r:meeting">
      <section aria-labelledby="went">
        <h2 id="went"><xsl:value-of select="$words/@import-went"/></h2>
        <ul class="plain"><xsl:apply-templates select="r:meeting"/></ul>
      </section>
    </xsl:if>
    <xsl:call-template name="figures"/>
    <xsl:if test="r:finding">
      <section aria-labelledby="findings">
        <h2 id="findings"><xsl:value-of select="$words/@import-findings"/></h2>
        <ul class="looks"><xsl:apply-templates select="r:finding"/></ul>
      </section>
    </xsl:if>
    <xsl:if test="r:lost">
      <section aria-labelledby="lost">
        <h2 id="lost"><xsl:value-of select="$lost-word"/></h2>
        <ul class="looks">
          <xsl:for-each select="r:lost"><li><span class="lost-word"><xsl:value-of select="@word"/></span><xsl:value-of select="concat(' (', @place, ')')"/></li></xsl:for-each>
        </ul>
        <xsl:if test="@more-lost"><p><xsl:value-of select="@more-lost"/></p></xsl:if>
      </section>
    </xsl:if>
    <section aria-labelledby="looks">
      <h2 id="looks"><xsl:value-of select="concat($words/@import-look, ' (', @looks, ')')"/></h2>
      <xsl:choose>
        <xsl:when test="r:look">
          <details open="">
            <summary><xsl:value-of select="$words/@import-places"/></summary>
            <ul class="looks"><xsl:apply-templates select="r:look"/></ul>
          </details>
          <xsl:if test="@more-looks"><p><xsl:value-of select="@more-looks"/></p></xsl:if>
        </xsl:when>
        <xsl:otherwise><p><xsl:value-of select="$words/@import-no-look"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
    <xsl:if test="r:part">
      <fieldset class="show">
        <legend><xsl:value-of select="$words/@import-show"/></legend>
        <label><input type="radio" name="show" id="show-all" checked=""/><xsl:value-of select="$words/@import-show-all"/></label>
        <label><input type="radio" name="show" id="show-doubt"/><xsl:value-of select="$words/@import-show-doubt"/></label>
        <label><input type="radio" name="show" id="show-left"/><xsl:value-of select="$words/@import-show-left"/></label>
      </fieldset>
    </xsl:if>
    <xsl:apply-templates select="r:part"/>
  </xsl:template>

  <xsl:template match="r:finding">
    <li>
      <span class="chip d-{@level}"><xsl:value-of select="@level-text"/></span>
      <xsl:if test="@place"><xsl:value-of select="concat(' ', @place, ':')"/></xsl:if>
      <xsl:text> </xsl:text><bdi><xsl:value-of select="@text"/></bdi>
      <xsl:if test="@code"><xsl:text> </xsl:text><code><xsl:value-of select="@code"/></code></xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="r:look">
    <li>
      <xsl:apply-templates select="@doubt"/><xsl:text> </xsl:text>
      <a href="{@href}"><xsl:value-of select="@place"/></a>
      <xsl:if test="@kind-text"><xsl:value-of select="concat(', ', @kind-text)"/></xsl:if>
      <xsl:if test="@shown"><xsl:text>: </xsl:text><bdi><xsl:value-of select="@shown"/></bdi></xsl:if>
      <xsl:if test="@sure-text"><xsl:text> </xsl:text><span class="why"><xsl:value-of select="@sure-text"/></span></xsl:if>
    </li>
  </xsl:template>

  <!-- Doubt in words, and coloured. -->
  <xsl:template match="@doubt">
    <span class="chip d-{.}">
      <xsl:choose>
        <xsl:when test=". = 'lost'"><xsl:value-of select="$lost-word"/></xsl:when>
        <xsl:when test=". = 'low'"><xsl:value-of select="$words/@import-low-one"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$words/@import-doubtful-one"/></xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template match="r:part">
    <xsl:variable name="id" select="concat('part-', position())"/>
    <section aria-labelledby="{$id}">
      <h2 id="{$id}"><xsl:value-of select="@text"/></h2>
      <xsl:if test="@body"><p class="facts"><bdi><xsl:value-of select="@body"/></bdi></p></xsl:if>
      <table class="blocks">
        <caption class="spoken"><xsl:value-of select="concat(@text, ': ', $words/@import-caption)"/></caption>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="$words/@import-place"/></th>
            <th scope="col"><xsl:value-of select="$source-word"/></th>
            <th scope="col"><xsl:value-of select="$became-word"/></th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="r:row | r:gap"/></tbody>
      </table>
    </section>
  </xsl:template>

  <xsl:template match="r:gap">
    <tr class="gap"><td colspan="3"><xsl:value-of select="@text"/></td></tr>
  </xsl:template>

  <xsl:template match="r:row">
    <tr id="b{@n}">
      <xsl:attribute name="class">
        <xsl:choose>
          <xsl:when test="@doubt"><xsl:value-of select="concat('look d-', @doubt)"/></xsl:when>
          <xsl:otherwise>fine</xsl:otherwise>
        </xsl:choose>
        <xsl:if test="r:left"> has-left</xsl:if>
      </xsl:attribute>
      <th scope="row">
        <a href="#b{@n}"><xsl:value-of select="@place"/></a>
        <xsl:if test="@page-text"><span class="sort"><xsl:value-of select="@page-text"/></span></xsl:if>
        <xsl:if test="@kind-text"><span class="sort"><xsl:value-of select="@kind-text"/></span></xsl:if>
      </th>
      <td class="as-read" data-label="{$source-word}">
        <xsl:if test="@box"><span class="task {@box}" role="img"><xsl:attribute name="aria-label">
          <xsl:choose><xsl:when test="@box = 'ticked'"><xsl:value-of select="$words/@import-ticked"/></xsl:when><xsl:otherwise><xsl:value-of select="$words/@import-empty"/></xsl:otherwise></xsl:choose>
        </xsl:attribute></span><xsl:text> </xsl:text></xsl:if>
        <xsl:if test="@marker"><b class="sign"><xsl:value-of select="@marker"/></b><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates select="r:piece"/>
        <xsl:if test="@cut-text"><span class="sort"><xsl:value-of select="@cut-text"/></span></xsl:if>
      </td>
      <td data-label="{$became-word}">
        <xsl:if test="@lost"><p><span class="chip d-lost"><xsl:value-of select="$lost-word"/></span></p></xsl:if>
        <xsl:choose>
          <xsl:when test="count(r:became) &gt; 1"><ul class="plain"><xsl:for-each select="r:became"><li><xsl:apply-templates select="."/></li></xsl:for-each></ul></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="r:became"/></xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="r:left | r:with"/>
      </td>
    </tr>
  </xsl:template>

  <xsl:template match="r:piece">
    <bdi>
      <xsl:if test="@as"><xsl:attribute name="class"><xsl:value-of select="concat(@as, '-word')"/></xsl:attribute></xsl:if>
      <xsl:value-of select="."/>
    </bdi>
  </xsl:template>

  <xsl:template match="r:became">
    <p class="became">
      <span class="what"><xsl:value-of select="@kind-text"/></span>
      <xsl:if test="@shown"><xsl:text>: </xsl:text><bdi><xsl:value-of select="@shown"/></bdi></xsl:if>
    </p>
    <xsl:if test="r:fact">
      <p class="told"><xsl:for-each select="r:fact"><xsl:if test="position() &gt; 1"> · </xsl:if><bdi><xsl:value-of select="@text"/></bdi></xsl:for-each></p>
    </xsl:if>
    <xsl:if test="@doubt or @moved or @sure-text">
      <p class="why">
        <xsl:if test="@doubt"><xsl:apply-templates select="@doubt"/><xsl:text> </xsl:text></xsl:if>
        <xsl:if test="@moved"><span class="chip d-moved"><xsl:value-of select="$words/@import-moved-one"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="@sure-text"/>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:left">
    <p class="why"><span class="chip d-left"><xsl:value-of select="$left-word"/></span><xsl:if test="@text"><xsl:value-of select="concat(' ', @text)"/></xsl:if></p>
  </xsl:template>

  <xsl:template match="r:with">
    <p class="why">
      <xsl:choose>
        <xsl:when test="@as-text">
          <xsl:value-of select="concat(@as-text, ': ')"/>
          <xsl:choose><xsl:when test="@href"><a href="{@href}"><xsl:value-of select="@text"/></a></xsl:when><xsl:otherwise><xsl:value-of select="@text"/></xsl:otherwise></xsl:choose>
          <xsl:if test="@words"><xsl:text> </xsl:text><bdi><xsl:value-of select="@words"/></bdi></xsl:if>
        </xsl:when>
        <xsl:when test="@text"><xsl:value-of select="concat($words/@import-goes-on, ': ', @text)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$words/@import-with"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- == what both have == -->

  <xsl:template match="r:meeting">
    <li>
      <xsl:choose>
        <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="@text"/></a></xsl:when>
        <xsl:otherwise><xsl:value-of select="@text"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@state-text"><xsl:text> </xsl:text><span class="chip state"><xsl:value-of select="@state-text"/></span></xsl:if>
      <xsl:if test="@path and @path != @text"><span class="sort"><bdi><xsl:value-of select="@path"/></bdi></span></xsl:if>
    </li>
  </xsl:template>

  <xsl:template name="figures">
    <section aria-labelledby="figures">
      <h2 id="figures"><xsl:value-of select="$words/@import-figures"/></h2>
      <dl class="figures">
        <xsl:for-each select="r:figure">
          <div><xsl:if test="@doubt"><xsl:attribute name="class"><xsl:value-of select="concat('d-', @doubt)"/></xsl:attribute></xsl:if><dt><xsl:value-of select="@label"/></dt><dd><xsl:value-of select="@value"/></dd></div>
        </xsl:for-each>
      </dl>
      <xsl:if test="r:reason">
        <details>
          <summary><xsl:value-of select="$words/@import-reasons"/></summary>
          <dl class="figures"><xsl:for-each select="r:reason"><div><dt><xsl:value-of select="@label"/></dt><dd><xsl:value-of select="@value"/></dd></div></xsl:for-each></dl>
        </details>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- == the index == -->

  <xsl:template match="/r:imports" mode="content">
    <xsl:call-template name="figures"/>
    <xsl:if test="r:tray">
      <section aria-labelledby="trays">
        <h2 id="trays"><xsl:value-of select="$words/@import-trays"/></h2>
        <dl class="figures"><xsl:for-each select="r:tray"><div><dt><xsl:value-of select="@label"/></dt><dd><xsl:value-of select="@value"/></dd></div></xsl:for-each></dl>
      </section>
    </xsl:if>
    <section aria-labelledby="sources">
      <h2 id="sources"><xsl:value-of select="$words/@import-files"/></h2>
      <xsl:choose>
        <xsl:when test="r:file">
          <div class="scroll" role="region" aria-label="{$words/@import-all}" tabindex="0">
            <table class="cards sources">
              <thead>
                <tr>
                  <th scope="col"><xsl:value-of select="$words/@import-file"/></th>
                  <th scope="col"><xsl:value-of select="$words/@import-went"/></th>
                  <th scope="col"><xsl:value-of select="$words/@import-look"/></th>
                  <th scope="col"><xsl:value-of select="$words/@import-words"/></th>
                  <th scope="col"><xsl:value-of select="$words/@import-placed"/></th>
                  <th scope="col"><xsl:value-of select="$left-word"/></th>
                  <th scope="col"><xsl:value-of select="$lost-word"/></th>
                  <th scope="col"><xsl:value-of select="$words/@import-findings"/></th>
                </tr>
              </thead>
              <tbody><xsl:apply-templates select="r:file"/></tbody>
            </table>
          </div>
        </xsl:when>
        <xsl:otherwise><p><xsl:value-of select="$words/@import-no-files"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="r:file">
    <tr>
      <xsl:if test="@doubt"><xsl:attribute name="class"><xsl:value-of select="concat('look d-', @doubt)"/></xsl:attribute></xsl:if>
      <th scope="row">
        <xsl:choose>
          <xsl:when test="@href"><a href="{@href}"><bdi><xsl:value-of select="@name"/></bdi></a></xsl:when>
          <xsl:otherwise><bdi><xsl:value-of select="@name"/></bdi></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="@format"><span class="sort"><xsl:value-of select="@format"/></span></xsl:if>
      </th>
      <td data-label="{$words/@import-went}">
        <xsl:choose>
          <xsl:when test="@tray-text"><span class="chip d-doubtful"><xsl:value-of select="$words/@import-set-aside"/></span><xsl:value-of select="concat(' ', @tray-text)"/></xsl:when>
          <xsl:when test="@failed"><span class="chip d-error"><xsl:value-of select="@state-text"/></span></xsl:when>
          <xsl:when test="not(r:meeting)"><span class="chip state"><xsl:value-of select="@state-text"/></span></xsl:when>
        </xsl:choose>
        <xsl:if test="r:meeting"><ul class="plain"><xsl:apply-templates select="r:meeting"/></ul></xsl:if>
      </td>
      <td data-label="{$words/@import-look}">
        <xsl:if test="@doubts"><xsl:value-of select="@doubts"/></xsl:if>
        <xsl:if test="@lowest and @doubts != '0'"><span class="sort"><xsl:value-of select="concat($words/@import-lowest, ': ', @lowest)"/></span></xsl:if>
      </td>
      <td class="right" data-label="{$words/@import-words}"><xsl:value-of select="@words"/></td>
      <td class="right" data-label="{$words/@import-placed}"><xsl:value-of select="@placed"/></td>
      <td class="right" data-label="{$left-word}"><xsl:value-of select="@left-out"/></td>
      <td class="right" data-label="{$lost-word}">
        <xsl:choose>
          <xsl:when test="@lost and @lost != '0'"><span class="chip d-lost"><xsl:value-of select="@lost"/></span></xsl:when>
          <xsl:otherwise><xsl:value-of select="@lost"/></xsl:otherwise>
        </xsl:choose>
      </td>
      <td data-label="{$words/@import-findings}"><xsl:value-of select="@findings"/></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
