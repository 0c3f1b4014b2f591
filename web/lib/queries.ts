import { QueryClient } from '@tanstack/react-query'
import { api, Problem } from './api.ts'

const FRESH_MS = 60_000
const TRIES = 3

/**
 * What has been asked is kept; the live stream says what has changed (see live.ts), so nothing is
 * asked again just because a window got the focus. Refusals are answers: asking again is no use.
 * Whatever is refused because nobody is signed in, question or command, asks who is.
 */
export function createQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        refetchOnWindowFocus: false,
        retry: (tries, error) => {
          const isRefusal = error instanceof Problem && error.status > 0 && error.status < 500
          return !isRefusal && tries < TRIES
        },
      },
    },
  })
  api.use({
    onResponse({ response, schemaPath }) {
      if (response.status !== 401 || schemaPath === '/v1/me') return
      void queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
  return queries
}
