<?xml version="1.0" encoding="UTF-8"?>
<!-- The styles, in the looks of those for Word. Those of what is minuted differ by layout: with headings, numbers stand in a margin of 36pt; in
     columns the table makes it. What has a bar at its left begins further left, so that its words do not. Readers add the space below a paragraph to that above the next, so most have none above. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:minutec:odt"
                xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
                xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
                exclude-result-prefixes="d office style text fo">

  <!-- In points. -->
  <xsl:variable name="margin" select="36 * not($columns)"/>

  <xsl:template name="styles">
    <office:styles>
      <style:default-style style:family="paragraph">
        <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="6pt" fo:line-height="110%" fo:orphans="2" fo:widows="2" style:tab-stop-distance="36pt"/>
        <style:text-properties fo:font-family="Arial" style:font-family-generic="swiss" style:font-family-asian="Arial" style:font-family-complex="Arial"
                               fo:font-size="11pt" style:font-size-asian="11pt" style:font-size-complex="11pt">
          <xsl:variable name="language"><xsl:call-template name="language"/></xsl:variable>
          <xsl:call-template name="language-attributes"><xsl:with-param name="of" select="string($language)"/></xsl:call-template>
        </style:text-properties>
      </style:default-style>
      <style:style style:name="Standard" style:family="paragraph" d:id="Normal"/>
      <xsl:call-template name="styles-of-headings"/>
      <xsl:call-template name="styles-of-text"/>
      <xsl:call-template name="styles-of-lists"/>
      <xsl:call-template name="styles-of-boxes"/>
      <xsl:call-template name="styles-of-frame"/>
      <xsl:call-template name="styles-of-characters"/>
      <xsl:call-template name="list-style"><xsl:with-param name="name" select="'Bullets'"/></xsl:call-template>
      <xsl:call-template name="list-style"><xsl:with-param name="name" select="'Numbers'"/></xsl:call-template>
      <xsl:call-template name="list-style"><xsl:with-param name="name" select="'Tasks'"/></xsl:call-template>
      <xsl:call-template name="own-styles"/>
    </office:styles>
  </xsl:template>

  <!-- Those that only one kind of document has. -->
  <xsl:template name="own-styles"/>

  <!-- "cy-GB" as language and country. -->
  <xsl:template name="language-attributes">
    <xsl:param name="of"/>
    <xsl:variable name="rest" select="substring-after($of, '-')"/>
    <xsl:variable name="plain" select="string-length($rest) = 2 or string-length($rest) = 3"/>
    <xsl:attribute name="fo:language"><xsl:value-of select="substring-before(concat($of, '-'), '-')"/></xsl:attribute>
    <xsl:attribute name="fo:country"><xsl:if test="$plain"><xsl:value-of select="$rest"/></xsl:if><xsl:if test="not($plain)">none</xsl:if></xsl:attribute>
    <xsl:if test="$rest != '' and not($plain)"><xsl:attribute name="style:rfc-language-tag"><xsl:value-of select="$of"/></xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template name="styles-of-headings">
    <style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Subtitle">
      <style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="0pt" fo:margin-bottom="2pt" fo:line-height="100%"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#1F4E5F" fo:font-size="19pt" style:font-size-asian="19pt" style:font-size-complex="19pt"/>
    </style:style>
    <style:style style:name="Subtitle" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Standard">
      <style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="0pt" fo:margin-bottom="3pt" fo:line-height="100%"/>
      <style:text-properties fo:color="#414B5A" fo:font-size="13.5pt" style:font-size-asian="13.5pt" style:font-size-complex="13.5pt"/>
    </style:style>
    <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Minute_20_Text" style:default-outline-level="1" d:id="Heading1">
      <style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="10pt" fo:margin-bottom="4pt" fo:line-height="105%" fo:margin-left="{$margin}pt" fo:text-indent="{-$margin}pt"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#1F4E5F" fo:font-size="13pt" style:font-size-asian="13pt" style:font-size-complex="13pt"/>
    </style:style>
    <style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Minute_20_Text" style:default-outline-level="2" d:id="Heading2">
      <style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="6pt" fo:margin-bottom="4pt" fo:line-height="105%" fo:margin-left="{$margin}pt" fo:text-indent="{-$margin}pt"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#1F4E5F" fo:font-size="11.5pt" style:font-size-asian="11.5pt" style:font-size-complex="11.5pt"/>
    </style:style>
    <style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Minute_20_Text" style:default-outline-level="3" d:id="Heading3">
      <style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="4pt" fo:margin-bottom="4pt" fo:line-height="105%" fo:margin-left="{$margin}pt" fo:text-indent="{-$margin}pt"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#1F4E5F" fo:font-size="11pt" style:font-size-asian="11pt" style:font-size-complex="11pt"/>
    </style:style>
    <style:style style:name="Heading_20_4" style:display-name="Heading 4" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Minute_20_Text" style:default-outline-level="4" d:id="Heading4">
      <style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="3pt" fo:margin-bottom="3pt" fo:line-height="105%" fo:margin-left="{$margin}pt" fo:text-indent="{-$margin}pt"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic" fo:color="#1F4E5F" fo:font-size="11pt" style:font-size-asian="11pt" style:font-size-complex="11pt"/>
    </style:style>
    <style:style style:name="Heading_20_5" style:display-name="Heading 5" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Minute_20_Text" style:default-outline-level="5" d:id="Heading5">
      <style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="2pt" fo:margin-bottom="3pt" fo:line-height="105%" fo:margin-left="{$margin}pt" fo:text-indent="{-$margin}pt"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic" fo:color="#1F4E5F" fo:font-size="10.5pt" style:font-size-asian="10.5pt" style:font-size-complex="10.5pt"/>
    </style:style>
    <style:style style:name="Heading_20_6" style:display-name="Heading 6" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Minute_20_Text" style:default-outline-level="6" d:id="Heading6">
      <style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="2pt" fo:margin-bottom="3pt" fo:line-height="105%" fo:margin-left="{$margin}pt" fo:text-indent="{-$margin}pt"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic" fo:color="#1F4E5F" fo:font-size="10pt" style:font-size-asian="10pt" style:font-size-complex="10pt"/>
    </style:style>
    <!-- Of the closing summary and of appendices. -->
    <style:style style:name="Summary_20_Heading" style:display-name="Summary Heading" style:family="paragraph" style:parent-style-name="Heading_20_1" style:next-style-name="Standard" style:default-outline-level="1" d:id="SummaryHeading">
      <style:paragraph-properties fo:margin-top="18pt" fo:margin-bottom="6pt" fo:margin-left="0pt" fo:text-indent="0pt"/>
    </style:style>
    <style:style style:name="Appendix_20_Heading" style:display-name="Appendix Heading" style:family="paragraph" style:parent-style-name="Heading_20_1" style:next-style-name="Standard" style:default-outline-level="1" d:id="AppendixHeading">
      <style:paragraph-properties fo:break-before="page" fo:margin-top="0pt" fo:margin-bottom="8pt" fo:margin-left="0pt" fo:text-indent="0pt"/>
      <style:text-properties fo:font-size="15pt" style:font-size-asian="15pt" style:font-size-complex="15pt"/>
    </style:style>
  </xsl:template>

  <xsl:template name="styles-of-text">
    <style:style style:name="Meeting_20_Details" style:display-name="Meeting Details" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Standard" d:id="MeetingDetails">
      <style:paragraph-properties fo:margin-top="3pt" fo:margin-bottom="10pt" fo:border-bottom="1.5pt solid #1F4E5F" fo:padding-bottom="8pt"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>
    </style:style>
    <style:style style:name="Status" style:family="paragraph" style:parent-style-name="Standard">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="3pt"/>
      <style:text-properties fo:color="#414B5A" fo:font-size="10pt" style:font-size-asian="10pt" style:font-size-complex="10pt"/>
    </style:style>
    <style:style style:name="Minute_20_Text" style:display-name="Minute Text" style:family="paragraph" style:parent-style-name="Standard" d:id="MinuteText">
      <style:paragraph-properties fo:margin-top="{1 * $columns}pt" fo:margin-bottom="{2.5 + 3.5 * not($columns)}pt" fo:margin-left="{$margin}pt"/>
    </style:style>
    <style:style style:name="Numbered_20_Text" style:display-name="Numbered Text" style:family="paragraph" style:parent-style-name="Minute_20_Text" style:next-style-name="Minute_20_Text" d:id="NumberedText">
      <style:paragraph-properties fo:margin-left="{$margin}pt" fo:text-indent="{-$margin}pt"/>
    </style:style>
    <style:style style:name="Item_20_Facts" style:display-name="Item Facts" style:family="paragraph" style:parent-style-name="Minute_20_Text" style:next-style-name="Minute_20_Text" d:id="ItemFacts">
      <style:paragraph-properties fo:keep-with-next="always" fo:margin-top="0pt" fo:margin-bottom="4pt"/>
      <style:text-properties fo:color="#414B5A" fo:font-size="10pt" style:font-size-asian="10pt" style:font-size-complex="10pt"/>
    </style:style>
    <style:style style:name="Facts" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:text-properties fo:color="#414B5A" fo:font-size="10pt" style:font-size-asian="10pt" style:font-size-complex="10pt"/>
    </style:style>
    <style:style style:name="Row_20_Number" style:display-name="Row Number" style:family="paragraph" style:parent-style-name="Minute_20_Text" d:id="RowNumber">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>
    </style:style>
    <style:style style:name="Row_20_Names" style:display-name="Row Names" style:family="paragraph" style:parent-style-name="Minute_20_Text" d:id="RowNames">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#1F4E5F"/>
    </style:style>
    <style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Minute_20_Text" d:id="Quote">
      <style:paragraph-properties fo:margin-left="{$margin + 7.75}pt" fo:border-left="2.25pt solid #C2CBD3" fo:padding-left="8pt"/>
      <style:text-properties fo:color="#414B5A"/>
    </style:style>
    <style:style style:name="Preformatted_20_Text" style:display-name="Preformatted Text" style:family="paragraph" style:parent-style-name="Minute_20_Text" d:id="Code">
      <style:paragraph-properties fo:keep-together="always" fo:margin-top="0pt" fo:margin-bottom="6pt" fo:line-height="100%" fo:background-color="#F0F3F6"/>
      <style:text-properties fo:font-family="Courier New" style:font-family-generic="modern" style:font-pitch="fixed" style:font-family-asian="Courier New" style:font-family-complex="Courier New" fo:language="zxx" fo:country="none" fo:font-size="9.5pt" style:font-size-asian="9.5pt" style:font-size-complex="9.5pt"/>
    </style:style>
    <style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Minute_20_Text" style:next-style-name="Minute_20_Text">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="8pt"/>
      <style:text-properties fo:color="#414B5A" fo:font-size="10pt" style:font-size-asian="10pt" style:font-size-complex="10pt"/>
    </style:style>
    <style:style style:name="Picture" style:family="paragraph" style:parent-style-name="Minute_20_Text" style:next-style-name="Caption">
      <style:paragraph-properties fo:keep-with-next="always" fo:margin-top="1pt" fo:margin-bottom="2pt" fo:line-height="100%"/>
    </style:style>
    <style:style style:name="Rule" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:paragraph-properties><style:tab-stops><style:tab-stop style:position="120pt" style:leader-style="solid" style:leader-text="_"/></style:tab-stops></style:paragraph-properties>
      <style:text-properties fo:color="#9AA5B1"/>
    </style:style>
  </xsl:template>

  <xsl:template name="styles-of-lists">
    <style:style style:name="List_20_Paragraph" style:display-name="List Paragraph" style:family="paragraph" style:parent-style-name="Minute_20_Text" d:id="ListParagraph">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="2pt" fo:margin-left="{$margin + 18}pt"/>
    </style:style>
    <style:style style:name="List_20_Bullet" style:display-name="List Bullet" style:family="paragraph" style:parent-style-name="Standard" style:list-style-name="Bullets" d:id="ListBullet">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="2pt"/>
    </style:style>
    <style:style style:name="List_20_Number" style:display-name="List Number" style:family="paragraph" style:parent-style-name="Standard" style:list-style-name="Numbers" d:id="ListNumber">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="2pt"/>
    </style:style>
    <style:style style:name="List_20_Continue" style:display-name="List Continue" style:family="paragraph" style:parent-style-name="List_20_Paragraph" d:id="ListContinue"/>
  </xsl:template>

  <!-- Boxes: a bar at the left and, where no cell has it, a fill. -->
  <xsl:template name="styles-of-boxes">
    <style:style style:name="Action_20_Block" style:display-name="Action Block" style:family="paragraph" style:parent-style-name="Minute_20_Text" d:id="ActionBlock">
      <style:paragraph-properties fo:keep-together="always" style:join-border="false">
        <xsl:if test="not($columns)">
          <xsl:attribute name="fo:margin-top">0pt</xsl:attribute>
          <xsl:attribute name="fo:margin-bottom">6pt</xsl:attribute>
          <xsl:attribute name="fo:margin-left">27pt</xsl:attribute>
          <xsl:attribute name="fo:border-left">3pt solid #B87A00</xsl:attribute>
          <xsl:attribute name="fo:border-top">0.5pt solid #FFF6E0</xsl:attribute>
          <xsl:attribute name="fo:border-bottom">0.5pt solid #FFF6E0</xsl:attribute>
          <xsl:attribute name="fo:border-right">none</xsl:attribute>
          <xsl:attribute name="fo:padding-left">6pt</xsl:attribute>
          <xsl:attribute name="fo:padding-top">3pt</xsl:attribute>
          <xsl:attribute name="fo:padding-bottom">3pt</xsl:attribute>
          <xsl:attribute name="fo:padding-right">0pt</xsl:attribute>
          <xsl:attribute name="fo:background-color">#FFF6E0</xsl:attribute>
        </xsl:if>
      </style:paragraph-properties>
    </style:style>
    <style:style style:name="Decision" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:paragraph-properties fo:keep-together="always">
        <xsl:if test="not($columns)">
          <xsl:attribute name="fo:margin-top">0pt</xsl:attribute>
          <xsl:attribute name="fo:margin-bottom">5pt</xsl:attribute>
          <xsl:attribute name="fo:margin-left">27pt</xsl:attribute>
          <xsl:attribute name="fo:border-left">3pt solid #1F4E5F</xsl:attribute>
          <xsl:attribute name="fo:padding-left">6pt</xsl:attribute>
        </xsl:if>
      </style:paragraph-properties>
    </style:style>
    <style:style style:name="Motion" style:family="paragraph" style:parent-style-name="Decision"/>
    <style:style style:name="Amendment" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:paragraph-properties fo:margin-left="{$margin + 3.75}pt" fo:border-left="2.25pt solid #9AA5B1" fo:padding-left="6pt"/>
    </style:style>
    <style:style style:name="Update" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:paragraph-properties fo:keep-together="always" fo:margin-top="0pt" fo:margin-bottom="4pt"/>
    </style:style>
    <style:style style:name="Restated" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:text-properties fo:color="#414B5A"/>
    </style:style>
    <style:style style:name="Note" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:text-properties fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic" fo:color="#414B5A"/>
    </style:style>
    <style:style style:name="Restricted" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:paragraph-properties>
        <xsl:if test="not($columns)">
          <xsl:attribute name="fo:margin-left">27.75pt</xsl:attribute>
          <xsl:attribute name="fo:border-left">2.25pt double #9B1C1C</xsl:attribute>
          <xsl:attribute name="fo:padding-left">6pt</xsl:attribute>
        </xsl:if>
      </style:paragraph-properties>
    </style:style>
    <style:style style:name="Debris" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="1pt"/>
      <style:text-properties fo:color="#414B5A"/>
    </style:style>
    <style:style style:name="History" style:family="paragraph" style:parent-style-name="Minute_20_Text">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="2pt"/>
      <style:text-properties fo:font-size="10pt" style:font-size-asian="10pt" style:font-size-complex="10pt"/>
    </style:style>
  </xsl:template>

  <xsl:template name="styles-of-frame">
    <style:style style:name="Attendance_20_Label" style:display-name="Attendance Label" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Attendance" d:id="AttendanceLabel">
      <style:paragraph-properties fo:keep-with-next="always" fo:margin-top="4.5pt" fo:margin-bottom="1pt"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#1F4E5F"/>
    </style:style>
    <!-- The label stands to the left of the names. -->
    <style:style style:name="Attendance" style:family="paragraph" style:parent-style-name="Standard">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="1.5pt" fo:margin-left="108pt" fo:text-indent="-108pt"/>
    </style:style>
    <style:style style:name="Attendance_20_First" style:display-name="Attendance First" style:family="paragraph" style:parent-style-name="Attendance" style:next-style-name="Attendance" d:id="AttendanceFirst">
      <style:paragraph-properties fo:margin-top="3.5pt" fo:margin-bottom="1.5pt"/>
    </style:style>
    <style:style style:name="Later" style:family="paragraph" style:parent-style-name="Standard">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="2pt" fo:border-left="2.25pt solid #9AA5B1" fo:padding-left="6pt" fo:background-color="#F0F3F6"/>
    </style:style>
    <style:style style:name="Signature_20_Label" style:display-name="Signature Label" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Signature" d:id="SignatureLabel">
      <style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="18pt" fo:margin-bottom="0pt"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>
    </style:style>
    <!-- The line to sign on is the upper border of the name below it. -->
    <style:style style:name="Signature_20_Line" style:display-name="Signature Line" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Signature" d:id="SignatureLine">
      <style:paragraph-properties fo:keep-together="always" fo:margin-top="42pt" fo:margin-bottom="0pt" fo:margin-right="235pt" fo:border-top="0.75pt solid #1D2433" fo:padding-top="4pt" style:join-border="false"/>
    </style:style>
    <style:style style:name="Signature" style:family="paragraph" style:parent-style-name="Standard">
      <style:paragraph-properties fo:keep-together="always" fo:margin-top="0pt" fo:margin-bottom="0pt" fo:margin-right="235pt"/>
    </style:style>
    <style:style style:name="Contact" style:family="paragraph" style:parent-style-name="Standard">
      <style:paragraph-properties fo:keep-together="always" fo:margin-top="0pt" fo:margin-bottom="1pt"/>
    </style:style>
    <style:style style:name="Imprint" style:family="paragraph" style:parent-style-name="Standard">
      <style:paragraph-properties fo:margin-top="6pt" fo:margin-bottom="0pt"/>
      <style:text-properties fo:color="#414B5A" fo:font-size="9pt" style:font-size-asian="9pt" style:font-size-complex="9pt"/>
    </style:style>
    <style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="0pt" fo:line-height="100%"><style:tab-stops><style:tab-stop style:position="285pt" style:type="center"/><style:tab-stop style:position="481.9pt" style:type="right"/></style:tab-stops></style:paragraph-properties>
      <style:text-properties fo:color="#414B5A" fo:font-size="9pt" style:font-size-asian="9pt" style:font-size-complex="9pt"/>
    </style:style>
    <style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard">
      <style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="0pt" fo:line-height="100%" fo:border-top="0.5pt solid #9AA5B1" fo:padding-top="6pt"><style:tab-stops><style:tab-stop style:position="330pt"/><style:tab-stop style:position="481.9pt" style:type="right" style:leader-style="solid" style:leader-text="_"/></style:tab-stops></style:paragraph-properties>
      <style:text-properties fo:color="#414B5A" fo:font-size="9pt" style:font-size-asian="9pt" style:font-size-complex="9pt"/>
    </style:style>
    <style:style style:name="Table_20_Text" style:display-name="Table Text" style:family="paragraph" style:parent-style-name="Standard" d:id="TableText">
      <style:paragraph-properties fo:margin-top="1.5pt" fo:margin-bottom="1.5pt" fo:line-height="105%"/>
      <style:text-properties fo:font-size="10pt" style:font-size-asian="10pt" style:font-size-complex="10pt"/>
    </style:style>
    <style:style style:name="Table_20_Heading" style:display-name="Table Heading" style:family="paragraph" style:parent-style-name="Table_20_Text" d:id="TableHeading">
      <style:paragraph-properties fo:keep-with-next="always"/>
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>
    </style:style>
  </xsl:template>

  <xsl:template name="styles-of-characters">
    <style:style style:name="Strong_20_Emphasis" style:display-name="Strong Emphasis" style:family="text" d:id="Strong">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>
    </style:style>
    <style:style style:name="Emphasis" style:family="text">
      <style:text-properties fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"/>
    </style:style>
    <style:style style:name="Source_20_Text" style:display-name="Source Text" style:family="text" d:id="CodeText">
      <style:text-properties fo:font-family="Courier New" style:font-family-generic="modern" style:font-pitch="fixed" style:font-family-asian="Courier New" style:font-family-complex="Courier New" fo:language="zxx" fo:country="none"/>
    </style:style>
    <style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text" d:id="Hyperlink">
      <style:text-properties fo:color="#0B4F9E" style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"/>
    </style:style>
    <style:style style:name="Visited_20_Internet_20_Link" style:display-name="Visited Internet Link" style:family="text">
      <style:text-properties fo:color="#0B4F9E" style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"/>
    </style:style>
    <style:style style:name="Label" style:family="text">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#1F4E5F"/>
    </style:style>
    <style:style style:name="Action_20_Label" style:display-name="Action Label" style:family="text" d:id="ActionLabel">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#6B4700"/>
    </style:style>
    <style:style style:name="Item_20_Number" style:display-name="Item Number" style:family="text" d:id="ItemNumber">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>
    </style:style>
    <style:style style:name="Speaker" style:family="text">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>
    </style:style>
    <style:style style:name="Fact" style:family="text">
      <style:text-properties fo:color="#414B5A" fo:font-size="10pt" style:font-size-asian="10pt" style:font-size-complex="10pt"/>
    </style:style>
    <style:style style:name="Fact_20_Strong" style:display-name="Fact Strong" style:family="text" d:id="FactStrong">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#414B5A" fo:font-size="10pt" style:font-size-asian="10pt" style:font-size-complex="10pt"/>
    </style:style>
    <style:style style:name="Mark" style:family="text">
      <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:color="#9B1C1C"/>
    </style:style>
  </xsl:template>

  <!-- Of Markdown's lists only: numbers of items are the author's words. Tasks begin with their box. -->
  <xsl:template name="list-style">
    <xsl:param name="name"/>
    <text:list-style style:name="{$name}">
      <xsl:call-template name="list-levels"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </text:list-style>
  </xsl:template>

  <xsl:template name="list-levels">
    <xsl:param name="name"/>
    <xsl:param name="level" select="1"/>
    <xsl:choose>
      <xsl:when test="$name = 'Bullets'">
        <text:list-level-style-bullet text:level="{$level}" text:bullet-char="•">
          <xsl:if test="$level mod 2 = 0"><xsl:attribute name="text:bullet-char">–</xsl:attribute></xsl:if>
          <xsl:call-template name="list-level"><xsl:with-param name="level" select="$level"/></xsl:call-template>
        </text:list-level-style-bullet>
      </xsl:when>
      <xsl:when test="$name = 'Numbers'">
        <text:list-level-style-number text:level="{$level}" style:num-format="1" style:num-suffix=".">
          <xsl:call-template name="list-level"><xsl:with-param name="level" select="$level"/></xsl:call-template>
        </text:list-level-style-number>
      </xsl:when>
      <xsl:otherwise>
        <text:list-level-style-number text:level="{$level}" style:num-format="">
          <xsl:call-template name="list-level"><xsl:with-param name="level" select="$level"/><xsl:with-param name="followed" select="'nothing'"/></xsl:call-template>
        </text:list-level-style-number>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$level &lt; 10">
      <xsl:call-template name="list-levels"><xsl:with-param name="name" select="$name"/><xsl:with-param name="level" select="$level + 1"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="list-level">
    <xsl:param name="level"/>
    <xsl:param name="followed" select="'listtab'"/>
    <style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
      <style:list-level-label-alignment text:label-followed-by="{$followed}" fo:margin-left="{$margin + 18 * $level}pt" fo:text-indent="-18pt">
        <xsl:if test="$followed = 'listtab'"><xsl:attribute name="text:list-tab-stop-position"><xsl:value-of select="concat($margin + 18 * $level, 'pt')"/></xsl:attribute></xsl:if>
      </style:list-level-label-alignment>
    </style:list-level-properties>
  </xsl:template>
</xsl:stylesheet>
