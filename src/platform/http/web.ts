import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../lib/refusal.ts'
import { page, type Route } from './route.ts'

/** Where web/build.ts puts the apps. */
const DIST = path.join(import.meta.dirname, '../../../web/dist')

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** Files of the build by their path in it, read once: a few megabytes, compressed ones included. */
type Files = ReadonlyMap<string, Buffer>

/**
 * The web apps: the page of each at its address and below, where it finds its way by itself, and
 * their files, whose names change with their content.
 */
export function webRoutes(): Route[] {
  const files = readFiles()
  const tag = 'Pages'
  const shellOf = (app: string) => async (_request: FastifyRequest, reply: FastifyReply) => {
    const content = files.get(`${app}/index.html`)
    if (!content) return refuse('not_built')
    return reply.type(TYPES['.html']!).send(content)
  }
  const shell = shellOf('console')
  const summary = 'The console'
  const look = { access: 'public' as const, tag }
  return [
    page({ ...look, path: '/', summary: 'To the console' }, async (_request, reply) => {
      return reply.redirect('/console', 303)
    }),
    page({ path: '/console', access: 'signed-in', tag, summary }, shell),
    page(
      { path: '/console/parts', access: 'signed-in', tag, summary: 'The shared parts of the apps' },
      shellOf('ui/gallery'),
    ),
    page({ path: '/console/*', access: 'signed-in', tag, summary }, shell),
    page(
      { path: '/web/assets/*', access: 'public', tag, summary: 'A file of the web apps' },
      async (request, reply) => {
        const { '*': name = '' } = request.params as { '*'?: string }
        return sendFile(files, `assets/${name}`, request, reply)
      },
    ),
  ]
}

function readFiles(): Files {
  const names = globSync('{assets/**/*,*/**/index.html}', { cwd: DIST })
  const files = names.filter((name) => path.extname(name) !== '')
  return new Map(files.map((name) => [name, readFileSync(path.join(DIST, name))]))
}

function sendFile(
  files: Files,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const plain = files.get(name) ?? refuse('not_found')
  const accepted = request.headers['accept-encoding'] ?? ''
  const found = ENCODINGS.find(([encoding, end]) => {
    return accepted.includes(encoding) && files.has(`${name}${end}`)
  })
  reply.header('cache-control', 'public, max-age=31536000, immutable')
  reply.header('vary', 'accept-encoding')
  if (found) reply.header('content-encoding', found[0])
  reply.type(TYPES[path.extname(name)] ?? 'application/octet-stream')
  return reply.send(found ? files.get(`${name}${found[1]}`) : plain)
}
