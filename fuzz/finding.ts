/** A fault that a trial found. Its message is our own text and contains no text of the file, even if the file is generated. */
export class Finding extends Error {}
