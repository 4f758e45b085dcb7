/**
 * Fifty ways to get a script into a page through a text field. Each would set `window.payloadRan` or open a dialog if a
 * page took it for more than text; a test shows them all and looks.
 */

const RUN = 'window.payloadRan=1';

const ELEMENTS = [
  `<script>${RUN}</script>`,
  `<ScRiPt>${RUN}</sCrIpT>`,
  `<script src="data:text/javascript,${RUN}"></script>`,
  `<script type="module">${RUN}</script>`,
  `<scr<script>ipt>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<img src="x" onerror="alert(1)">`,
  `<img/src="x"/onerror=${RUN}>`,
  `<img src=x:x onerror\n=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><set attributeName=onmouseover to=${RUN}>`,
  `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>${RUN}</script></svg>#x"/></svg>`,
  `<math><mtext><style><img src=x onerror=${RUN}></style></mtext></math>`,
  `<body onload=${RUN}>`,
  `<iframe src="javascript:parent.payloadRan=1"></iframe>`,
  `<iframe srcdoc="<script>parent.payloadRan=1</script>"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<video><source onerror=${RUN}></video>`,
  `<audio src=x onerror=${RUN}></audio>`,
  `<details open ontoggle=${RUN}><summary>x</summary></details>`,
  `<input autofocus onfocus=${RUN}>`,
  `<select autofocus onfocus=${RUN}></select>`,
  `<textarea autofocus onfocus=${RUN}></textarea>`,
  `<marquee onstart=${RUN}>x</marquee>`,
  `<form action="javascript:${RUN}"><button>x</button></form>`,
  `<a href="javascript:${RUN}">x</a>`,
  `<a href="java\tscript:${RUN}">x</a>`,
  `<a href="&#106;avascript:${RUN}">x</a>`,
  `<base href="https://elsewhere.example/">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `<link rel="stylesheet" href="data:text/css,*{background:red}">`,
  `<style>@import 'data:text/css,*{display:none}';</style>`,
] as const;

const ESCAPES = [
  `"><script>${RUN}</script>`,
  `'><img src=x onerror=${RUN}>`,
  `" autofocus onfocus=${RUN} x="`,
  `' onmouseover=${RUN} x='`,
  `</textarea><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
] as const;

const MARKDOWN = [
  `[x](javascript:${RUN})`,
  `[x](data:text/html;base64,PHNjcmlwdD5wYXJlbnQucGF5bG9hZFJhbj0xPC9zY3JpcHQ+)`,
  `![x](x"onerror="${RUN})`,
  `<javascript:${RUN}>`,
  `[x]: javascript:${RUN}\n\n[x]`,
] as const;

/** All fifty, each on its own. */
export const PAYLOADS: readonly string[] = [...ELEMENTS, ...ESCAPES, ...MARKDOWN];
