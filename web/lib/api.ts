import { createClient } from '../../client/index.ts'

export { answerOf, newKey, Problem, type Answer, type Item } from '../../client/index.ts'

/** The API of the server that sent this page, with the session's cookie. */
export const api = createClient()
