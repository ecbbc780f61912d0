"""The pages of a site: home, lists, resources and stories."""
