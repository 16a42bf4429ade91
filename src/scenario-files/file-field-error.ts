/** Something that cannot stand in a file, with the keys from the file's root to the field. */
export interface FileFieldError {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
