<?xml version="1.0" encoding="UTF-8"?>
<!-- The styles that carry structure, as those of the Word form: one for each place. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:minutec:odt"
                xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
                xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" exclude-result-prefixes="d style text fo">

  <!-- LibreOffice shows placeholders in the style of that name. -->
  <xsl:template name="own-styles">
    <style:style style:name="Placeholder" style:family="text"><style:text-properties fo:color="#595959" fo:background-color="#E9EDF0"/></style:style>
    <style:style style:name="Minutes_20_Help" style:display-name="Minutes Help" style:family="paragraph" style:parent-style-name="Standard" d:id="MinutesHelp">
      <style:paragraph-properties fo:margin-top="2pt" fo:margin-bottom="3pt"/>
      <style:text-properties fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic" fo:color="#414B5A" fo:font-size="9.5pt" style:font-size-asian="9.5pt" style:font-size-complex="9.5pt"/>
    </style:style>
    <style:style style:name="Minutes_20_Label" style:display-name="Minutes Label" style:family="paragraph" style:parent-style-name="Table_20_Text" d:id="MinutesLabel">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#1F4E5F" fo:font-size="9pt" style:font-size-asian="9pt" style:font-size-complex="9pt"/>
    </style:style>
    <style:style style:name="Minutes_20_Tick_20_Heading" style:display-name="Minutes Tick Heading" style:family="paragraph" style:parent-style-name="Table_20_Heading" d:id="MinutesTickHeading">
      <style:paragraph-properties fo:text-align="center"/>
      <style:text-properties fo:font-size="8.5pt" style:font-size-asian="8.5pt" style:font-size-complex="8.5pt"/>
    </style:style>
    <xsl:call-template name="cell-styles"><xsl:with-param name="names" select="$cell-places"/></xsl:call-template>
    <xsl:call-template name="cell-styles"><xsl:with-param name="names" select="$tick-places"/><xsl:with-param name="tick" select="true()"/></xsl:call-template>
    <style:style style:name="Minutes_20_Update_20_Number" style:display-name="Minutes Update Number" style:family="paragraph" style:parent-style-name="Table_20_Text" d:id="MinutesUpdateNumber">
      <style:text-properties fo:font-size="9pt" style:font-size-asian="9pt" style:font-size-complex="9pt"/>
    </style:style>
    <style:style style:name="Minutes_20_Update_20_Said" style:display-name="Minutes Update Said" style:family="paragraph" style:parent-style-name="Table_20_Text" d:id="MinutesUpdateSaid">
      <style:text-properties fo:color="#414B5A" fo:font-size="9pt" style:font-size-asian="9pt" style:font-size-complex="9pt"/>
    </style:style>
    <xsl:call-template name="item-styles"/>
    <xsl:if test="$numbered"><xsl:call-template name="item-numbers"/></xsl:if>
  </xsl:template>

  <!-- Names that end in a semicolon each. -->
  <xsl:template name="cell-styles">
    <xsl:param name="names"/>
    <xsl:param name="tick" select="false()"/>
    <xsl:variable name="name" select="concat('Minutes ', substring-before($names, ';'))"/>
    <xsl:if test="$name != 'Minutes '">
      <style:style style:display-name="{$name}" style:family="paragraph" style:parent-style-name="Table_20_Text" d:id="{translate($name, ' ', '')}">
        <xsl:attribute name="style:name"><xsl:call-template name="style-name"><xsl:with-param name="of" select="$name"/></xsl:call-template></xsl:attribute>
        <xsl:if test="$tick">
          <style:paragraph-properties fo:text-align="center"/>
          <style:text-properties fo:font-family="MS Gothic" style:font-family-asian="MS Gothic" style:font-family-complex="MS Gothic" fo:font-size="12pt" style:font-size-asian="12pt" style:font-size-complex="12pt"/>
        </xsl:if>
      </style:style>
      <xsl:call-template name="cell-styles">
        <xsl:with-param name="names" select="substring-after($names, ';')"/><xsl:with-param name="tick" select="$tick"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Blanks may not stand in it. -->
  <xsl:template name="style-name">
    <xsl:param name="of"/>
    <xsl:value-of select="substring-before(concat($of, ' '), ' ')"/>
    <xsl:if test="contains($of, ' ')">_20_<xsl:call-template name="style-name"><xsl:with-param name="of" select="substring-after($of, ' ')"/></xsl:call-template></xsl:if>
  </xsl:template>

  <!-- In columns the number of an item stands in a cell of its own. -->
  <xsl:template name="item-styles">
    <style:style style:name="Minutes_20_Item" style:display-name="Minutes Item" style:family="paragraph" style:parent-style-name="Heading_20_1" style:next-style-name="Minutes_20_Text" style:default-outline-level="1" d:id="MinutesItem">
      <xsl:if test="$numbered and not($columns)"><xsl:attribute name="style:list-style-name">Items</xsl:attribute></xsl:if>
      <style:paragraph-properties fo:margin-top="{3 + 7 * not($columns)}pt" fo:margin-bottom="3pt"/>
    </style:style>
    <style:style style:name="Minutes_20_Item_20_Number" style:display-name="Minutes Item Number" style:family="paragraph" style:parent-style-name="Row_20_Number" d:id="MinutesItemNumber">
      <xsl:if test="$numbered and $columns"><xsl:attribute name="style:list-style-name">Items</xsl:attribute></xsl:if>
      <style:paragraph-properties fo:margin-top="3pt" fo:margin-bottom="3pt" fo:margin-left="0pt" fo:text-indent="0pt"/>
    </style:style>
    <style:style style:name="Minutes_20_Text" style:display-name="Minutes Text" style:family="paragraph" style:parent-style-name="Minute_20_Text" d:id="MinutesText"/>
    <style:style style:name="Minutes_20_Approval" style:display-name="Minutes Approval" style:family="paragraph" style:parent-style-name="Minute_20_Text" d:id="MinutesApproval"/>
    <style:style style:name="Minutes_20_Decision" style:display-name="Minutes Decision" style:family="paragraph" style:parent-style-name="Table_20_Text" d:id="MinutesDecision"/>
    <style:style style:name="Minutes_20_Item_20_Help" style:display-name="Minutes Item Help" style:family="paragraph" style:parent-style-name="Minutes_20_Help" d:id="MinutesItemHelp">
      <style:paragraph-properties fo:margin-left="{$margin}pt"/>
    </style:style>
  </xsl:template>

  <xsl:template name="item-numbers">
    <text:list-style style:name="Items">
      <text:list-level-style-number text:level="1" style:num-format="1" text:start-value="{$number-start}">
        <xsl:if test="$number-before != ''"><xsl:attribute name="style:num-prefix"><xsl:value-of select="$number-before"/></xsl:attribute></xsl:if>
        <xsl:if test="$number-after != ''"><xsl:attribute name="style:num-suffix"><xsl:value-of select="$number-after"/></xsl:attribute></xsl:if>
        <style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
          <style:list-level-label-alignment text:label-followed-by="nothing" fo:margin-left="{$margin}pt" fo:text-indent="{-$margin}pt">
            <xsl:if test="not($columns)">
              <xsl:attribute name="text:label-followed-by">listtab</xsl:attribute>
              <xsl:attribute name="text:list-tab-stop-position"><xsl:value-of select="concat($margin, 'pt')"/></xsl:attribute>
            </xsl:if>
          </style:list-level-label-alignment>
        </style:list-level-properties>
      </text:list-level-style-number>
    </text:list-style>
  </xsl:template>
</xsl:stylesheet>
