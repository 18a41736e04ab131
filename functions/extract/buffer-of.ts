/** The same bytes as a Buffer: the driver's raw documents are declared as objects. */
export function bufferOf(raw: unknown): Buffer {
  const { buffer, byteOffset, byteLength } = raw as Uint8Array;
  return Buffer.from(buffer, byteOffset, byteLength);
}
