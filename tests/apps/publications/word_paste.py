"""A piece of a text as Word lays it on the clipboard, written by hand in the shape Word gives it: `mso` styles, conditional comments,
`o:p`, a `MsoTableGrid` with a merged cell, a list made of paragraphs, a picture drawn in VML."""

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:LsdException Locked="false" Name="heading 1"/></w:WordDocument></xml>
<![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {mso-style-unhide:no; font-family:仿宋_GB2312; color:red}
@page WordSection1 {size:595.3pt 841.9pt; mso-header-margin:42.55pt;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt;word-wrap:break-word'><!--StartFragment-->
<h1 style='mso-margin-top-alt:auto'><span style='font-family:"方正小标宋简体"'>临时救助发放公示<span lang=EN-US><o:p></o:p></span></span></h1>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt;font-family:仿宋_GB2312;
mso-hansi-font-family:宋体'>本季度
共给予<b style='mso-bidi-font-weight:normal'>临时救助</b><span lang=EN-US>23</span>户。
<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>公示期为七日。</p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=142 valign=top style='width:106.5pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt'>
  <p class=MsoNormal><span>社区</span><span lang=EN-US><o:p></o:p></span></p></td>
  <td width=142 colspan=2 valign=top style='width:106.5pt'><p class=MsoNormal align=center><span>户数和人数</span></p></td>
 </tr>
 <tr style='mso-yfti-irow:1'>
  <td><p class=MsoNormal><span>青石社区</span></p></td>
  <td><p class=MsoNormal><span lang=EN-US>9<o:p></o:p></span></p></td>
  <td><p class=MsoNormal><span lang=EN-US>12<o:p></o:p></span></p></td>
 </tr>
</table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="_x0000_i1025" type="#_x0000_t75"><v:imagedata
src="file:///C:/Temp/msohtmlclip1/01/clip_image001.png" o:title=""/></v:shape><![endif]--><![if !vml]><img width=120 height=80
src="file:///C:/Temp/msohtmlclip1/01/clip_image001.png" v:shapes="_x0000_i1025"><![endif]></p>
<!--EndFragment--></body></html>"""

# What Word adds and no reader may meet.
DIRT = ("mso", "Mso", "style", "class", "o:p", "v:", "xml", "<!--", "<!", "<span", "font", "file:", "仿宋", "width")
