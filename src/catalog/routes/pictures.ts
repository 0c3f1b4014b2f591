import { refuse } from '../../lib/refusal.ts'
import { command, page, type Route } from '../../platform/http/route.ts'
import type { Platform } from '../../platform/module.ts'
import { addressOf, savePictures } from '../actions.ts'
import { newPicture, pictureAnswer } from '../schemas.ts'
import { findPicture } from '../store/picture.ts'

/** Whoever opens a picture by itself gets a drawing and nothing that acts. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
/** What an address shows never changes, since the address is made from it. */
const FOR_EVER = 'private, max-age=31536000, immutable'

const tag = 'Catalog'

export function pictureRoutes({ db }: Platform): Route[] {
  return [
    command(
      {
        path: '/v1/pictures',
        access: 'catalog:write',
        tag,
        summary: 'Keep a drawing (SVG) that SKUs can show; the same one is kept once',
        body: newPicture,
        answers: { 200: pictureAnswer },
      },
      async (tx, { body, now }) => {
        const [hash] = await savePictures(tx, [body.svg], now)
        return { status: 200, body: { picture: addressOf(hash!) } }
      },
    ),
    page(
      { path: '/v1/pictures/:hash', access: 'catalog:read', tag, summary: 'See a drawing' },
      async (_request, reply, { params }) => {
        const hash = params['hash'] ?? ''
        if (!/^[0-9a-f]{64}$/.test(hash)) return refuse('not_found')
        const svg = (await findPicture(db, Buffer.from(hash, 'hex'))) ?? refuse('not_found')
        return reply
          .header('content-security-policy', POLICY)
          .header('cache-control', FOR_EVER)
          .type('image/svg+xml; charset=utf-8')
          .send(svg)
      },
    ),
  ]
}
