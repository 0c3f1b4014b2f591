/** What people are told of a simulation that failed; what the error says is for the log. */
export function faultOf(id: string): string {
  return (
    'It could not be played. That is a fault of the server: ' +
    `the log of the server has it under ${id}.`
  )
}
