// The interface's reference: Swagger UI over our own document.

const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/docs/swagger-ui.css" });
document.head.append(link);
const script = Object.assign(document.createElement("script"), { src: "/docs/swagger-ui-bundle.js" });
script.addEventListener("load", () => {
  SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger", deepLinking: true, tryItOutEnabled: true });
});
document.head.append(script);
