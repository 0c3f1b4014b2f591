import { readFileSync } from 'node:fs'
import { sha256 } from '../../lib/json.ts'
import type { Caller } from './caller.ts'
import { html, type Html } from './html.ts'
import { page, type Route } from './route.ts'

type Asset = { path: `/${string}`; type: string; content: string }

const style = assetOf('style.css', 'text/css; charset=utf-8')
const mark = assetOf('mark.svg', 'image/svg+xml')

/** The address changes with the content, so browsers may keep it for good. */
function assetOf(file: `${string}.${string}`, type: string): Asset {
  const content = readFileSync(new URL(file, import.meta.url), 'utf8')
  const hash = sha256(content).toString('hex').slice(0, 10)
  return { path: `/assets/${file.replace('.', `-${hash}.`)}`, type, content }
}

/**
 * One plain page of the product: no script, one style sheet, light and dark. `here` is the address
 * of the entry in the menu that it stands under.
 */
export function layout(of: { title: string; caller?: Caller; here?: string; body: Html }): string {
  const { title, caller, here, body } = of
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Tutti</title>
        <link rel="stylesheet" href="${style.path}" />
        <link rel="icon" type="image/svg+xml" href="${mark.path}" />
      </head>
      <body>
        ${caller && bar(caller, here)}
        <main>${body}</main>
      </body>
    </html>`.markup
  }`
}

/** What stands above every page of this process for who is signed in; nothing if undefined. */
let notice: string | undefined

export function setNotice(text: string | undefined): void {
  notice = text
}

/** The name of the product with its mark. */
export function brand(): Html {
  return html`<img src="${mark.path}" alt="" width="22" height="22" />Tutti`
}

const MENU: [string, string][] = [
  ['/console', 'Console'],
  ['/reference', 'API reference'],
]

function bar(caller: Caller, here: string | undefined): Html {
  return html`${notice !== undefined && html`<aside class="announced">${notice}</aside>`}
    <header>
      <a class="brand" href="/console">${brand()}</a>
      <nav aria-label="Main">
        ${MENU.map(
          ([address, name]) =>
            html`<a href="${address}" ${address === here && html`aria-current="true"`}>${name}</a>`,
        )}
      </nav>
      <form method="post" action="/sign-out">
        <span class="who">${caller.name}</span><button class="quiet">Sign out</button>
      </form>
    </header>`
}

/** The style sheet and the mark of all pages. */
export const assetRoutes: Route[] = [style, mark].map(({ path, type, content }) =>
  page({ path, access: 'public', tag: 'Pages', summary: 'Asset' }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(content),
  ),
)
