export { createKey, ensureAdministrator, setPassword } from './actions.ts'
