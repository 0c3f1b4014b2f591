import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { setSecurityHeaders } from './security.ts'

export const STREAM_TYPE = 'text/event-stream'

/**
 * Sends the head of an answer that goes on, and gives the response to whoever writes it: from here
 * on nothing else answers the request.
 */
export function openStream(request: FastifyRequest, reply: FastifyReply): ServerResponse {
  reply.header('content-type', STREAM_TYPE)
  // Proxies would gather what is to be heard at once; nginx goes by this header.
  reply.header('x-accel-buffering', 'no')
  // Nothing comes after it, so a stop need not wait for the connection.
  reply.header('connection', 'close')
  setSecurityHeaders(reply)
  reply.hijack()
  reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>)
  // Small messages go out as they come.
  request.raw.socket.setNoDelay(true)
  return reply.raw
}

/** The header of a client that connects again. */
export function lastEventIdOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['last-event-id']
  return typeof given === 'string' && given !== '' ? given : undefined
}
