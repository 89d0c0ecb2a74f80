<?xml version="1.0" encoding="UTF-8"?>
<!-- The root page of bodies, and a page a body that lists its meetings. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:minutec:resolved" exclude-result-prefixes="r">
  <xsl:include href="style.xsl"/>
  <xsl:include href="register.xsl"/>
  <xsl:include href="../common/unhandled.xsl"/>
  <xsl:param name="history"/>
  <xsl:variable name="labels" select="/r:*/r:labels"/>

  <!-- The page around the content of its mode. -->
  <xsl:template match="/r:site | /r:index | /r:actions | /r:attendance">
    <html lang="{@lang}" dir="{@dir}">
      <head>
        <meta charset="utf-8"/>
        <title><xsl:value-of select="@title"/></title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="generator" content="minutec"/>
        <xsl:call-template name="style"/>
        <xsl:if test="$words"><xsl:call-template name="register-style"/></xsl:if>
      </head>
      <body>
        <xsl:if test="self::r:actions or self::r:attendance"><xsl:attribute name="class">wide</xsl:attribute></xsl:if>
        <a class="skip" href="#content"><xsl:value-of select="$labels/@skip"/></a>
        <xsl:if test="@root">
          <header class="site">
            <nav aria-label="{$labels/@bodies}">
              <ul>
                <li><a href="{@root}index.html"><xsl:value-of select="$labels/@home"/></a></li>
                <xsl:if test="not(self::r:index)"><li><a href="index.html"><xsl:value-of select="$labels/@all-meetings"/></a></li></xsl:if>
              </ul>
            </nav>
          </header>
        </xsl:if>
        <main id="content">
          <div class="title"><h1><xsl:value-of select="@title"/></h1></div>
          <xsl:apply-templates select="." mode="content"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="/r:site" mode="content">
    <xsl:choose>
      <xsl:when test="r:body"><ul class="meetings"><xsl:apply-templates select="r:body"/></ul></xsl:when>
      <xsl:otherwise><p><xsl:value-of select="$labels/@no-meetings"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:body">
    <li>
      <h2><a href="{@href}"><xsl:value-of select="@name"/></a></h2>
      <p><xsl:value-of select="concat($labels/@meetings, ': ', @count)"/></p>
      <xsl:if test="@first-text"><p class="files"><xsl:value-of select="concat($labels/@first-meeting, ': ', @first-text)"/></p></xsl:if>
      <xsl:if test="@last-text"><p class="files"><xsl:value-of select="concat($labels/@last-meeting, ': ', @last-text)"/></p></xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="/r:index" mode="content">
    <xsl:call-template name="register-links"/>
    <h2><xsl:value-of select="$labels/@meetings"/></h2>
    <xsl:choose>
      <xsl:when test="r:meeting"><ul class="meetings"><xsl:apply-templates select="r:meeting"/></ul></xsl:when>
      <xsl:otherwise><p><xsl:value-of select="$labels/@no-meetings"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:meeting">
    <li>
      <p>
        <xsl:choose>
          <xsl:when test="r:file">
            <a class="name" href="{r:file[1]/@href}">
              <xsl:if test="@lang"><xsl:attribute name="hreflang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
              <xsl:call-template name="meeting-name"/>
              <xsl:call-template name="translation"/>
            </a>
          </xsl:when>
          <xsl:otherwise><span class="name"><xsl:call-template name="meeting-name"/><xsl:call-template name="translation"/></span></xsl:otherwise>
        </xsl:choose>
        <xsl:for-each select="@kind-text | @held-text | @status-text | @not-built-text"><xsl:text> </xsl:text><span class="pill"><xsl:value-of select="."/></span></xsl:for-each>
      </p>
      <xsl:if test="@venue"><p><xsl:value-of select="@venue"/></p></xsl:if>
      <xsl:if test="r:file"><p class="files">
        <xsl:for-each select="r:file">
          <a href="{@href}"><xsl:if test="../@lang"><xsl:attribute name="hreflang"><xsl:value-of select="../@lang"/></xsl:attribute></xsl:if><xsl:value-of select="@text"/></a>
          <xsl:if test="position() != last()"><xsl:text> </xsl:text></xsl:if>
        </xsl:for-each>
      </p></xsl:if>
    </li>
  </xsl:template>

  <!-- A meeting without a date goes by the name of its file. -->
  <xsl:template name="meeting-name">
    <xsl:choose>
      <xsl:when test="@date and @date-text != ''"><xsl:value-of select="@date-text"/></xsl:when>
      <xsl:when test="@date-text != ''"><xsl:value-of select="concat($labels/@meeting, ' (', @date-text, ')')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$labels/@meeting"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The name of a language is in that language. -->
  <xsl:template name="translation">
    <xsl:if test="@translation-text"> (<span lang="{@lang}"><xsl:value-of select="@translation-text"/></span>)</xsl:if>
  </xsl:template>
</xsl:stylesheet>
