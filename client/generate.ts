import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { startApp } from '../test/app.ts'
import { documentText, hashOfDocument } from './document.ts'

/**
 * Writes client/openapi.json (the API as this version speaks it) and client/schema.d.ts, its types.
 * The generator needs an older TypeScript than the product, so it stands in a folder of its own.
 */
const HERE = import.meta.dirname
const TOOLS = path.join(HERE, 'tools')

const app = await startApp()
const text = await documentText(app.address)
await app.stop()
const document = path.join(HERE, 'openapi.json')
writeFileSync(document, text)
execFileSync('npm', ['ci', '--silent', '--prefix', TOOLS], { stdio: 'inherit' })
const cli = path.join(TOOLS, 'node_modules/openapi-typescript/bin/cli.js')
const types = execFileSync(process.execPath, [cli, document], { encoding: 'utf8', maxBuffer: 16e6 })
const head = `// Made by \`npm run client\` from openapi.json ${hashOfDocument(text)}.\n`
writeFileSync(path.join(HERE, 'schema.d.ts'), head + types)
process.exit(0)
