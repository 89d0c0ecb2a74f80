<?xml version="1.0" encoding="UTF-8"?>
<!-- The page around the minutes: head, navigation, heading, what later meetings said, summary, footer. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes"
                xmlns:r="urn:minutec:resolved" exclude-result-prefixes="m r">

  <xsl:param name="history" select="'yes'"/>
  <xsl:variable name="head" select="/m:minutes/r:head"/>
  <xsl:variable name="labels" select="/*/r:head/r:labels | /r:*/r:labels"/>
  <!-- Those that are asked for again and again. -->
  <xsl:variable name="action-label" select="string($labels/@action)"/>
  <xsl:variable name="owner-label" select="string($labels/@owner)"/>
  <xsl:variable name="due-label" select="string($labels/@due)"/>
  <xsl:variable name="status-label" select="string($labels/@status)"/>
  <xsl:variable name="columns" select="/m:minutes/@r:layout = 'columns'"/>

  <xsl:template match="/m:minutes">
    <html lang="{@xml:lang}" dir="{$head/@dir}">
      <head>
        <meta charset="utf-8"/>
        <title><xsl:value-of select="$head/@title"/></title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="generator" content="minutec"/>
        <meta name="DC.title" content="{$head/@title}"/>
        <meta name="DC.creator" content="{$head/@body}"/>
        <xsl:if test="$head/@date"><meta name="DC.date" content="{$head/@date}"/></xsl:if>
        <meta name="DC.language" content="{@xml:lang}"/>
        <xsl:call-template name="style"/>
      </head>
      <body class="{@r:layout}">
        <a class="skip" href="#minutes"><xsl:value-of select="$labels/@skip"/></a>
        <xsl:apply-templates select="$head" mode="site"/>
        <main id="minutes">
          <xsl:apply-templates select="$head"/>
          <xsl:apply-templates select="m:attendance"/>
          <xsl:variable name="signed" select="m:signature | m:contact"/>
          <xsl:apply-templates select="*[not(self::r:* or self::m:meeting or self::m:attendance or self::m:provenance or self::m:signature or self::m:contact)]"/>
          <xsl:apply-templates select="$signed"/>
          <xsl:apply-templates select="r:summary"/>
        </main>
        <xsl:apply-templates select="$head" mode="foot"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="r:head" mode="site">
    <header class="site">
      <nav aria-label="{$labels/@neighbours}">
        <ul>
          <li><a href="{@root}index.html"><xsl:value-of select="$labels/@home"/></a></li>
          <li><a href="index.html"><xsl:value-of select="$labels/@all-meetings"/></a></li>
          <xsl:apply-templates select="r:previous | r:next | r:translation" mode="site"/>
        </ul>
      </nav>
    </header>
  </xsl:template>
  <xsl:template match="r:previous" mode="site">
    <li><a rel="prev" href="{@href}"><xsl:value-of select="concat($labels/@previous, ': ', @text)"/></a></li>
  </xsl:template>
  <xsl:template match="r:next" mode="site">
    <li><a rel="next" href="{@href}"><xsl:value-of select="concat($labels/@next, ': ', @text)"/></a></li>
  </xsl:template>
  <xsl:template match="r:translation" mode="site">
    <li><a rel="alternate" href="{@href}" hreflang="{@hreflang}" lang="{@hreflang}"><xsl:value-of select="@text"/></a></li>
  </xsl:template>

  <xsl:template match="r:head">
    <div class="title">
      <h1><xsl:apply-templates select="r:line" mode="title"/></h1>
      <p class="when">
        <xsl:choose>
          <xsl:when test="../m:meeting/m:held"><xsl:apply-templates select="../m:meeting/m:held/@xml:lang"/><xsl:value-of select="../m:meeting/m:held"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@when-where"/></xsl:otherwise>
        </xsl:choose>
      </p>
      <p class="facts generated">
        <xsl:choose>
          <xsl:when test="$history = 'yes'"><span class="pill {@view-status}"><xsl:value-of select="@view-status-text"/></span></xsl:when>
          <xsl:otherwise><span class="pill {@status}"><xsl:value-of select="@status-text"/></span></xsl:otherwise>
        </xsl:choose>
        <xsl:for-each select="@kind-text | @held-text"><xsl:text> </xsl:text><span class="pill"><xsl:value-of select="."/></span></xsl:for-each>
        <xsl:if test="../@r:audience = 'full' and (//m:restricted or //r:*[@restricted = 'yes'])"><xsl:text> </xsl:text><span class="pill full"><xsl:value-of select="$labels/@audience-full"/></span></xsl:if>
      </p>
    </div>
    <xsl:if test="$history = 'yes' and (r:approved or r:amended)">
      <aside class="later generated" aria-label="{$labels/@approvals}">
        <xsl:for-each select="r:approved"><p><a href="{@href}"><xsl:value-of select="@text"/></a></p></xsl:for-each>
        <xsl:for-each select="r:amended">
          <div class="amended">
            <xsl:apply-templates select="@xml:lang"/>
            <p>
              <xsl:call-template name="restricted-mark"/>
              <a href="{@href}"><xsl:value-of select="@text"/></a>
              <xsl:if test="@anchor"><xsl:text> (</xsl:text><a href="#{@anchor}"><xsl:value-of select="$labels/@amended-place"/></a><xsl:text>)</xsl:text></xsl:if>
            </p>
            <xsl:apply-templates select="*"/>
          </div>
        </xsl:for-each>
      </aside>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:line" mode="title">
    <span class="line {@kind}">
      <xsl:if test="@lang"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="@xml:lang"/>
      <xsl:value-of select="."/>
    </span>
    <xsl:if test="position() != last()"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="."/></xsl:attribute></xsl:template>

  <!-- The summary closes each document: what is to be done, whose it is, until when. -->
  <xsl:template match="r:summary">
    <section class="summary generated">
      <h2 id="summary"><xsl:value-of select="@title"/></h2>
      <xsl:choose>
        <xsl:when test="not(r:row)"><p><xsl:value-of select="$labels/@no-actions"/></p></xsl:when>
        <xsl:otherwise>
          <div class="scroll" role="region" aria-labelledby="summary" tabindex="0">
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col"><xsl:value-of select="$labels/@column-number"/></th>
                  <th scope="col"><xsl:value-of select="$labels/@action"/></th>
                  <th scope="col"><xsl:value-of select="$labels/@owner"/></th>
                  <th scope="col"><xsl:value-of select="$labels/@due"/></th>
                  <xsl:if test="$history = 'yes'"><th scope="col"><xsl:value-of select="$labels/@status"/></th></xsl:if>
                </tr>
              </thead>
              <tbody><xsl:apply-templates select="r:row"/></tbody>
            </table>
          </div>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="r:row">
    <tr>
      <th scope="row">
        <a href="{@href}">
          <xsl:choose>
            <xsl:when test="@number"><xsl:value-of select="@number"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$labels/@action"/></xsl:otherwise>
          </xsl:choose>
        </a>
      </th>
      <td data-label="{$action-label}">
        <xsl:apply-templates select="@xml:lang"/>
        <xsl:if test="@restricted"><p><xsl:call-template name="restricted-mark"/></p></xsl:if>
        <xsl:apply-templates select="*"/>
      </td>
      <td data-label="{$owner-label}"><xsl:value-of select="@owners"/></td>
      <td data-label="{$due-label}"><xsl:value-of select="@due-text"/></td>
      <xsl:if test="$history = 'yes'">
        <td data-label="{$status-label}"><xsl:if test="@status-text"><span class="pill {@status}"><xsl:value-of select="@status-text"/></span></xsl:if></td>
      </xsl:if>
    </tr>
  </xsl:template>

  <xsl:template match="r:head" mode="foot">
    <xsl:if test="r:contact/r:line or r:abbreviation">
    <footer>
      <xsl:if test="r:contact/r:line">
        <h2><xsl:value-of select="$labels/@contact"/></h2>
        <ul class="plain"><xsl:apply-templates select="r:contact/r:line" mode="contact"/></ul>
      </xsl:if>
      <xsl:if test="r:abbreviation">
        <h2><xsl:value-of select="$labels/@abbreviations"/></h2>
        <dl>
          <xsl:for-each select="r:abbreviation">
            <div><dt><xsl:value-of select="@short"/></dt><dd><xsl:value-of select="."/></dd></div>
          </xsl:for-each>
        </dl>
      </xsl:if>
    </footer>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:line" mode="contact">
    <li>
      <xsl:if test="@label"><span class="label"><xsl:value-of select="@label"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:choose>
        <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>
</xsl:stylesheet>
