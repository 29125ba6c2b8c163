// What is said where something cannot be shown.

export function Failure({ message }: { readonly message: string }) {
  return (
    <section class="card narrow" role="alert">
      <h1>This cannot be shown</h1>
      <p>{message}</p>
      <p>
        <a href="?">Pick another article</a>
      </p>
    </section>
  );
}
