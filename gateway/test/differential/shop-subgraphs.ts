const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@interfaceObject"])`;

/** Four subgraphs with every construct of federation that a planner treats in a way of its own. */
export const SHOP_SUBGRAPHS: Readonly<Record<string, string>> = {
  catalog: `${LINK}
    type Query {
      products(first: Int = 3, kind: Kind): [Product!]
      product(id: ID!): Product
      mustHave(id: ID!): Product!
      search(text: String): [SearchResult]
      node(id: ID!): Node
      nodes(ids: [ID!]!): [Node]!
      media: [Media!]
      version: Int! @shareable
    }
    type Mutation { rename(id: ID!, name: String!): Product  touch(by: Int): Int!  retire(id: ID!): Category }
    interface Node { id: ID! }
    interface Media { id: ID!  title: String }
    union SearchResult = Product | Category | Book | Movie
    enum Kind { SMALL LARGE }
    type Price @shareable { amount: Int  currency: String! }
    type Dimensions { width: Int!  height: Int  box: Dimensions }
    type Product implements Node @key(fields: "id") {
      id: ID!  name: String  price: Price @shareable  tags: [String!]  matrix: [[Int]]  grid: [[Cell!]!]
      kind: Kind!  weight: Int!  related(first: Int): [Product]  best(of: Kind): Product
      category: Category!  dimensions: Dimensions  flag: Boolean  ratio: Float  tryParent: Product
    }
    type Cell { x: Int!  owner: Product }
    type Category implements Node @key(fields: "id") { id: ID!  title: String!  parent: Category  products: [Product] }
    type Book implements Media & Node @key(fields: "id") { id: ID!  title: String  pages: Int!  similar: [Media] }
    type Movie implements Media & Node @key(fields: "id") { id: ID!  title: String  minutes: Int  similar: [Media] }`,
  inventory: `${LINK}
    type Query { warehouses: [Warehouse]  warehouse(code: String!): Warehouse  version: Int! @shareable }
    type Mutation { move(to: String!): Warehouse }
    type Price @shareable { amount: Int  currency: String! }
    type Product @key(fields: "id") {
      id: ID!  weight: Int! @external  price: Price @external
      stock: Int  shipping(unit: String): Int @requires(fields: "weight price { amount }")
      fragile: Boolean! @requires(fields: "weight")  warehouse: Warehouse
    }
    type Warehouse @key(fields: "id") @key(fields: "code") { id: ID!  code: String!  city: String!  stored: [Product!]  keeper: User }
    type User @key(fields: "id", resolvable: false) { id: ID! }`,
  reviews: `${LINK}
    type Query { latestReviews(first: Int): [Review]  review(id: ID!): Review! }
    type Mutation { addReview(body: String): Review!  rate(value: Int!): Int }
    interface Rated { rating: Int }
    type Product implements Rated @key(fields: "id") { id: ID!  rating: Int  reviews(first: Int): [Review!]!  average: Float! }
    type Book implements Rated @key(fields: "id") { id: ID!  rating: Int  reviews(first: Int): [Review] }
    type Movie implements Rated @key(fields: "id") { id: ID!  rating: Int  critic: User }
    type Review @key(fields: "id") {
      id: ID!  body: String  stars: Int!  author: User @provides(fields: "name")  subject: Reviewed  product: Product!  rated: [Rated]
    }
    union Reviewed = Product | Book | Movie
    type User @key(fields: "id") { id: ID!  name: String! @external  reviews: [Review]  favorite: Reviewed }`,
  users: `${LINK}
    type Query { me: User  users: [User!]!  user(id: ID!): User }
    type Mutation { invite(name: String!): User  leave: Boolean! }
    type User @key(fields: "id") { id: ID!  name: String! @shareable  email: String  friends: [User!]  profile: Profile  boss: User! }
    type Profile { bio: String!  picture: Picture  links: [String]! }
    type Picture { url: String!  size(unit: String): Int }
    type Warehouse @key(fields: "code") { code: String!  opened: String  staff: [User!]! }`,
};
