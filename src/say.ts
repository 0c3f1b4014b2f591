/** Tells whoever sits at the command line; answers that all is well. */
export function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}
