<map version="0.9.0">
<!-- To view this file, download free mind mapping software FreeMind from http://freemind.sourceforge.net -->
<node COLOR="#993300" CREATED="1124560950701" ID="ID_911274459" MODIFIED="1225863316593">
<richcontent TYPE="NODE"><html>
  <head>
    
  </head>
  <body width="">
    <p align="center">
      Fractions<br/><small>- in year 5 -</small> 
    </p>
  </body>
</html></richcontent>
<font BOLD="true" NAME="Dialog" SIZE="18"/>
<hook NAME="accessories/plugins/AutomaticLayout.properties"/>
<node COLOR="#006699" CREATED="1124560950701" FOLDED="true" ID="_Freemind_Link_1091417446" MODIFIED="1225862921794" POSITION="left" TEXT="Adds tops &amp; bottoms">
<edge COLOR="#0033ff" STYLE="sharp_bezier" WIDTH="8"/>
<font NAME="SansSerif" SIZE="12"/>
<icon BUILTIN="full-1"/>
<icon BUILTIN="help"/>
<arrowlink COLOR="#b0b0b0" DESTINATION="ID_1069493165" ENDARROW="Default" ENDINCLINATION="110;0;" ID="Arrow_ID_1" STARTARROW="None" STARTINCLINATION="110;0;"/>
<richcontent TYPE="NOTE"><html>
  <head>
    
  </head>
  <body>
    <p>
      3/4 + 1/2 becomes
      4/6.
    </p>
    <p>
      Seen in <b>most</b> classes.
    </p>
  </body>
</html></richcontent>
<node CREATED="1124560950701" ID="ID_1069493165" LINK="http://example.org/fractions?a=1&amp;b=2" MODIFIED="1225862919412" TEXT="Ask for 1/2 + 1/2:&#xa;what comes out?"/>
</node>
<node CREATED="1124560950702" ID="ID_2" LINK="#ID_1069493165" MODIFIED="1225862919412" POSITION="right" TEXT="Gr&#xf6;&#xdf;e von Br&#xfc;chen">
<attribute_layout NAME_WIDTH="60" VALUE_WIDTH="60"/>
<attribute NAME="author" VALUE="Mrs Example"/>
<cloud/>
<linktarget COLOR="#b0b0b0" DESTINATION="ID_2" ENDARROW="Default" ID="Arrow_ID_1" SOURCE="x" STARTARROW="None"/>
</node>
<node CREATED="1124560950702" ENCRYPTED_CONTENT="cGxhaW4=" ID="ID_3" POSITION="right" TEXT="Locked away"/>
</node>
</map>
