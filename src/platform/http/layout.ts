import { readFileSync } from 'node:fs'
import { sha256 } from '../../lib/json.ts'
import type { Caller } from './caller.ts'
import { html, type Html } from './html.ts'
import { page, type Route } from './route.ts'

const css = readFileSync(new URL('style.css', import.meta.url), 'utf8')
/** The address changes with the content, so browsers may keep it for good. */
const cssPath = `/assets/tutti-${sha256(css).toString('hex').slice(0, 10)}.css` as const

/** One plain page of the product: no script, one style sheet, light and dark. */
export function layout(of: { title: string; caller?: Caller; body: Html }): string {
  const { title, caller, body } = of
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Tutti</title>
        <link rel="stylesheet" href="${cssPath}" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        ${caller && bar(caller)}
        <main>${body}</main>
      </body>
    </html>`.markup
  }`
}

function bar(caller: Caller): Html {
  return html`<header>
    <strong>Tutti</strong>
    <nav aria-label="Main"><a href="/">Orders</a> <a href="/reference">Reference</a></nav>
    <form method="post" action="/sign-out">
      <span>${caller.name}</span><button>Sign out</button>
    </form>
  </header>`
}

/** The style sheet of all pages. */
export const assetRoutes: Route[] = [
  page(
    { path: cssPath, access: 'public', tag: 'Pages', summary: 'Style sheet' },
    async (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type('text/css; charset=utf-8')
        .send(css),
  ),
]
