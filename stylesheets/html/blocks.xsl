<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands in the middle cell of a row. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes"
                xmlns:r="urn:minutec:resolved" exclude-result-prefixes="m r">

  <xsl:variable name="before-colon" select="substring-before($labels/@colon, '{1}')"/>
  <xsl:variable name="after-colon" select="substring-after($labels/@colon, '{1}')"/>

  <!-- A label with a colon, unless it was printed with a mark of its own. -->
  <xsl:template name="colon">
    <xsl:param name="label"/>
    <xsl:choose>
      <xsl:when test="contains('.:;,?!…–—-', substring($label, string-length($label)))"><xsl:value-of select="$label"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($before-colon, $label, $after-colon)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One thing that is known of a block: "Due: 13 December 2024". Nothing without text. -->
  <xsl:template name="fact">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <xsl:param name="href"/>
    <xsl:if test="$text != ''">
      <span class="fact">
        <xsl:if test="$label">
          <xsl:call-template name="colon"><xsl:with-param name="label" select="$label"/></xsl:call-template><xsl:text> </xsl:text>
        </xsl:if>
        <xsl:call-template name="reference"><xsl:with-param name="href" select="$href"/><xsl:with-param name="text" select="$text"/></xsl:call-template>
      </span><xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="speaker">
    <xsl:param name="name"/>
    <xsl:if test="$name != ''">
      <span class="speaker"><xsl:call-template name="colon"><xsl:with-param name="label" select="$name"/></xsl:call-template></span><xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- For what is restricted and stands outside its box: full builds only. -->
  <xsl:template name="restricted-mark">
    <xsl:if test="@restricted = 'yes' or (@r:restricted = 'yes' and not(ancestor::m:restricted))">
      <span class="pill full generated"><xsl:value-of select="$labels/@restricted"/></span><xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Prose without what stands beside it in the tree. -->
  <xsl:template name="prose">
    <xsl:apply-templates select="r:*[not(self::r:owner or self::r:history or self::r:action or self::r:image)]"/>
  </xsl:template>

  <xsl:template match="m:text | m:remark" mode="block">
    <xsl:if test="self::m:remark or not($columns)">
      <xsl:call-template name="speaker"><xsl:with-param name="name" select="@r:for"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="prose"/>
  </xsl:template>

  <xsl:template match="m:summary | m:debris" mode="block"><xsl:call-template name="prose"/></xsl:template>

  <xsl:template match="m:note" mode="block">
    <div class="box note" role="note">
      <p class="top">
        <xsl:choose>
          <xsl:when test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span></xsl:when>
          <xsl:otherwise><span class="label generated"><xsl:value-of select="$labels/@note"/></span></xsl:otherwise>
        </xsl:choose>
      </p>
      <xsl:call-template name="prose"/>
    </div>
  </xsl:template>

  <xsl:template name="label">
    <xsl:call-template name="restricted-mark"/>
    <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
    <xsl:if test="@r:number"><a class="number" href="#{@r:anchor}"><xsl:value-of select="@r:number"/></a><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="m:action" mode="block">
    <div class="box action">
      <xsl:if test="@r:label or @r:number or (not($columns) and @r:for)">
        <p class="top">
          <xsl:call-template name="label"/>
          <xsl:if test="not($columns) and @r:for"><span class="who"><xsl:value-of select="@r:for"/></span><xsl:text> </xsl:text></xsl:if>
        </p>
      </xsl:if>
      <xsl:call-template name="prose"/>
      <xsl:variable name="target" select="@target[not(../r:*[not(self::r:history)][contains(normalize-space(.), current()/@target)])]"/>
      <xsl:if test="@r:due-text or @r:by-text or @r:consult-text or @r:body-text or $target or ($history = 'yes' and @r:status-text)">
        <p class="bottom generated">
          <xsl:if test="@r:due-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$due-label"/><xsl:with-param name="text" select="@r:due-text"/></xsl:call-template></xsl:if>
          <xsl:if test="@r:by-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@asked-by"/><xsl:with-param name="text" select="@r:by-text"/></xsl:call-template></xsl:if>
          <xsl:if test="$target"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@target"/><xsl:with-param name="text" select="$target"/></xsl:call-template></xsl:if>
          <xsl:if test="@r:consult-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@consult"/><xsl:with-param name="text" select="@r:consult-text"/></xsl:call-template></xsl:if>
          <xsl:if test="@r:body-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@for-body"/><xsl:with-param name="text" select="@r:body-text"/></xsl:call-template></xsl:if>
          <xsl:if test="$history = 'yes' and @r:status-text"><span class="pill {@r:status}"><xsl:value-of select="@r:status-text"/></span></xsl:if>
        </p>
      </xsl:if>
      <xsl:if test="$history = 'yes'"><xsl:apply-templates select="r:history"/></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="r:history">
    <div class="history generated">
      <p class="history-title"><xsl:value-of select="$labels/@history"/></p>
      <ol>
        <xsl:for-each select="r:step">
          <li>
            <xsl:apply-templates select="@xml:lang"/>
            <xsl:call-template name="reference"><xsl:with-param name="href" select="@href"/><xsl:with-param name="text" select="@text"/></xsl:call-template>
            <xsl:text> </xsl:text>
            <xsl:call-template name="restricted-mark"/>
            <xsl:if test="@status-text"><span class="pill {@status}"><xsl:value-of select="@status-text"/></span><xsl:text> </xsl:text></xsl:if>
            <xsl:if test="@superseded-text">
              <xsl:call-template name="fact">
                <xsl:with-param name="label" select="$labels/@superseded-by"/>
                <xsl:with-param name="text" select="@superseded-text"/>
                <xsl:with-param name="href" select="@superseded-href"/>
              </xsl:call-template>
            </xsl:if>
            <xsl:if test="@due-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$due-label"/><xsl:with-param name="text" select="@due-text"/></xsl:call-template></xsl:if>
            <xsl:if test="@owners"><xsl:call-template name="fact"><xsl:with-param name="label" select="$owner-label"/><xsl:with-param name="text" select="@owners"/></xsl:call-template></xsl:if>
            <xsl:apply-templates select="*"/>
          </li>
        </xsl:for-each>
      </ol>
    </div>
  </xsl:template>

  <xsl:template match="m:update" mode="block">
    <xsl:param name="numbered" select="false()"/>
    <xsl:if test="@r:label or (not($numbered) and @r:number) or (not($columns) and @r:for)">
      <p class="top">
        <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:if test="not($numbered) and @r:number"><span class="number"><xsl:value-of select="@r:number"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:if test="not($columns) and @r:for"><span class="who"><xsl:value-of select="@r:for"/></span></xsl:if>
      </p>
    </xsl:if>
    <xsl:apply-templates select="r:action"/>
    <xsl:variable name="words" select="r:*[not(self::r:owner or self::r:action)]"/>
    <xsl:if test="$words"><xsl:call-template name="speaker"><xsl:with-param name="name" select="@r:by-text"/></xsl:call-template></xsl:if>
    <xsl:call-template name="prose"/>
    <!-- What is closed has no day any more, unless the minutes give one. -->
    <xsl:variable name="closed" select="@r:status = 'done' or @r:status = 'dropped' or @r:status = 'superseded'"/>
    <xsl:variable name="due" select="@r:due-text[not($closed) or ../@due or ../@due-text]"/>
    <xsl:variable name="by" select="@r:by-text[not($words)]"/>
    <xsl:if test="@r:status-text or $due or $by or @r:superseded-text or @r:action-text">
      <p class="bottom generated">
        <xsl:call-template name="speaker"><xsl:with-param name="name" select="$by"/></xsl:call-template>
        <xsl:if test="@r:status-text"><span class="pill {@r:status}"><xsl:value-of select="@r:status-text"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:if test="$due"><xsl:call-template name="fact"><xsl:with-param name="label" select="$due-label"/><xsl:with-param name="text" select="$due"/></xsl:call-template></xsl:if>
        <xsl:if test="@r:superseded-text">
          <xsl:call-template name="fact">
            <xsl:with-param name="label" select="$labels/@superseded-by"/>
            <xsl:with-param name="text" select="@r:superseded-text"/>
            <xsl:with-param name="href" select="@r:superseded-href"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="@r:action-text">
          <xsl:call-template name="reference"><xsl:with-param name="href" select="@r:href"/><xsl:with-param name="text" select="@r:action-text"/></xsl:call-template>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:action">
    <div class="restated"><xsl:apply-templates select="@xml:lang"/><xsl:call-template name="restricted-mark"/><xsl:apply-templates select="*"/></div>
  </xsl:template>

  <xsl:template name="reference">
    <xsl:param name="href"/>
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="$href != ''"><a href="{$href}"><xsl:value-of select="$text"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="m:decision | m:deferral" mode="block">
    <div class="box {local-name()}">
      <xsl:if test="@r:label or @r:number or (not($columns) and @r:for)">
        <p class="top">
          <xsl:call-template name="label"/>
          <xsl:if test="not($columns) and @r:for"><span class="who"><xsl:value-of select="@r:for"/></span></xsl:if>
        </p>
      </xsl:if>
      <xsl:call-template name="prose"/>
      <xsl:if test="@r:body-text | @r:to-text">
        <p class="bottom generated">
          <xsl:if test="@r:body-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@for-body"/><xsl:with-param name="text" select="@r:body-text"/></xsl:call-template></xsl:if>
          <xsl:if test="@r:to-text"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:to-text"/></xsl:call-template></xsl:if>
        </p>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:motion" mode="block">
    <div class="box motion">
      <xsl:if test="@r:label or @r:number"><p class="top"><xsl:call-template name="label"/></p></xsl:if>
      <xsl:apply-templates select="m:text" mode="block"/>
      <xsl:if test="@r:moved-text"><p class="moved"><xsl:value-of select="@r:moved-text"/></p></xsl:if>
      <xsl:apply-templates select="*[not(self::m:text) and not(self::r:*)]" mode="inner"/>
      <xsl:if test="@r:outcome-text"><p class="outcome"><xsl:value-of select="@r:outcome-text"/></p></xsl:if>
    </div>
  </xsl:template>
  <xsl:template match="*" mode="inner">
    <div>
      <xsl:if test="@r:anchor"><xsl:attribute name="id"><xsl:value-of select="@r:anchor"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="." mode="block"/>
    </div>
  </xsl:template>

  <xsl:template match="m:vote" mode="block">
    <div class="vote">
      <p>
        <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="@r:text"/>
        <xsl:if test="@r:outcome-text"><xsl:text> </xsl:text><strong><xsl:value-of select="@r:outcome-text"/></strong></xsl:if>
      </p>
      <xsl:if test="m:cast">
        <ul class="casts">
          <xsl:for-each select="m:cast"><li><bdi class="name"><xsl:value-of select="@r:name"/></bdi>: <xsl:value-of select="@r:vote-text"/></li></xsl:for-each>
        </ul>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:approval" mode="block">
    <xsl:if test="@label"><p class="top"><span class="label"><xsl:value-of select="@r:label"/></span></p></xsl:if>
    <xsl:apply-templates select="m:text" mode="block"/>
    <xsl:call-template name="prose"/>
    <xsl:apply-templates select="m:amendment" mode="block"/>
    <xsl:if test="@r:moved-text"><p class="moved"><xsl:value-of select="@r:moved-text"/></p></xsl:if>
    <p class="bottom generated">
      <xsl:if test="@r:text"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:text"/><xsl:with-param name="href" select="@r:href"/></xsl:call-template></xsl:if>
      <!-- A paragraph that was made says it. -->
      <xsl:if test="m:text"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:signed-text"/></xsl:call-template></xsl:if>
    </p>
  </xsl:template>

  <xsl:template match="m:amendment" mode="block">
    <div class="box amendment">
      <xsl:if test="@r:anchor and parent::m:approval"><xsl:attribute name="id"><xsl:value-of select="@r:anchor"/></xsl:attribute></xsl:if>
      <p class="top">
        <xsl:call-template name="restricted-mark"/>
        <xsl:choose>
          <xsl:when test="@label"><span class="label"><xsl:value-of select="@r:label"/></span></xsl:when>
          <xsl:when test="@r:label"><span class="label generated"><xsl:value-of select="@r:label"/></span></xsl:when>
          <xsl:otherwise><span class="label generated"><xsl:value-of select="$labels/@amendment"/></span></xsl:otherwise>
        </xsl:choose>
      </p>
      <xsl:call-template name="prose"/>
      <xsl:if test="@r:text">
        <p class="bottom generated"><xsl:call-template name="reference"><xsl:with-param name="href" select="@r:href"/><xsl:with-param name="text" select="@r:text"/></xsl:call-template></p>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:declaration" mode="block">
    <xsl:variable name="facts" select="@r:interest-text | @r:item-text | @r:withdrew-text"/>
    <xsl:choose>
      <xsl:when test="r:*">
        <!-- Words that begin with the name need it no second time. -->
        <xsl:call-template name="speaker">
          <xsl:with-param name="name" select="@r:name[not(starts-with(normalize-space(../r:p[1]), .))]"/>
        </xsl:call-template>
        <xsl:call-template name="prose"/>
        <xsl:if test="$facts"><p class="bottom generated"><xsl:call-template name="interest"/></p></xsl:if>
      </xsl:when>
      <!-- Without words: "Ben Okoro: personal interest, item 4, left the room". -->
      <xsl:when test="$facts">
        <p>
          <xsl:call-template name="speaker"><xsl:with-param name="name" select="@r:name"/></xsl:call-template>
          <span class="generated"><xsl:call-template name="interest"/></span>
        </p>
      </xsl:when>
      <xsl:otherwise><p><bdi class="name"><xsl:value-of select="@r:name"/></bdi></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="interest">
    <xsl:value-of select="@r:interest-text"/>
    <xsl:if test="@r:item-text">
      <xsl:if test="@r:interest-text">, </xsl:if>
      <xsl:call-template name="reference"><xsl:with-param name="href" select="@r:item-href"/><xsl:with-param name="text" select="@r:item-text"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="@r:withdrew-text">
      <xsl:if test="@r:interest-text or @r:item-text">, </xsl:if>
      <xsl:value-of select="@r:withdrew-text"/>
    </xsl:if>
  </xsl:template>

  <!-- The time stands by words that do not say it. -->

  <xsl:template match="m:arrival | m:departure" mode="block">
    <div class="coming">
      <xsl:if test="@r:time-text and not(r:*[contains(., current()/@r:time-text)])">
        <p class="top generated">
          <xsl:if test="@r:time-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@time"/><xsl:with-param name="text" select="@r:time-text"/></xsl:call-template></xsl:if>
        </p>
      </xsl:if>
      <xsl:call-template name="prose"/>
    </div>
  </xsl:template>

  <xsl:template match="m:next-meeting" mode="block">
    <div class="box next">
      <xsl:if test="@r:label"><p class="top"><span class="label"><xsl:value-of select="@r:label"/></span></p></xsl:if>
      <xsl:call-template name="prose"/>
    </div>
  </xsl:template>

  <xsl:template match="m:attachment" mode="block">
    <div class="attachment">
      <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:call-template name="prose"/>
      <xsl:choose>
        <xsl:when test="@r:href">
          <p class="bottom generated"><a href="{@r:href}"><xsl:value-of select="@r:file"/></a><xsl:if test="@r:size-text"> (<xsl:value-of select="@r:size-text"/>)</xsl:if></p>
        </xsl:when>
        <xsl:otherwise><p class="bottom generated"><span class="fact"><xsl:value-of select="$labels/@file-lost"/></span></p></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <xsl:template match="m:figure" mode="block">
    <figure>
      <xsl:choose>
        <xsl:when test="r:image">
          <img src="data:{r:image/@type};base64,{r:image}" width="{r:image/@width}" height="{r:image/@height}" alt="{@alt}"/>
        </xsl:when>
        <xsl:otherwise><p class="lost"><xsl:value-of select="$labels/@picture-lost"/><xsl:if test="@alt != ''"><xsl:text> </xsl:text><xsl:value-of select="@alt"/></xsl:if></p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="r:*[not(self::r:image)]"><figcaption><xsl:call-template name="prose"/></figcaption></xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="m:signature">
    <div class="signature">
      <xsl:if test="@r:label"><p class="label"><xsl:value-of select="@r:label"/></p></xsl:if>
      <xsl:if test="@r:name"><p class="name"><bdi><xsl:value-of select="@r:name"/></bdi></p></xsl:if>
      <xsl:if test="@r:post"><p><xsl:value-of select="@r:post"/></p></xsl:if>
      <xsl:if test="@r:date-text"><p><xsl:value-of select="@r:date-text"/></p></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:contact">
    <section class="contact">
      <xsl:if test="@r:label"><h2><xsl:value-of select="@r:label"/></h2></xsl:if>
      <ul class="plain"><xsl:apply-templates select="m:line"/></ul>
    </section>
  </xsl:template>
  <xsl:template match="m:line">
    <li>
      <xsl:apply-templates select="@xml:lang"/>
      <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:call-template name="reference"><xsl:with-param name="href" select="@r:href"/><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
    </li>
  </xsl:template>
</xsl:stylesheet>
